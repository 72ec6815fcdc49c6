package io.tidings.messaging.template.domain;

import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.template.domain.Header.Format;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What a message brings for its template's header. */
public sealed interface HeaderValue {
    /** How problems name it. */
    String PATH = "header";

    Format format();

    /** The value of a text header's place; of the form of every parameter ({@code template.parameter-form}). */
    record Text(String value) implements HeaderValue {
        public Text {
            Template.requireProper(PATH, value);
        }

        @Override
        public Format format() {
            return Format.TEXT;
        }
    }

    /**
     * A file the provider fetches itself. Refuses what is no https link ({@code template.parameter-link}), and file names
     * that are none or not of a document ({@code template.parameter-form}).
     */
    record Media(Format format, String link, @Nullable String filename) implements HeaderValue {
        public Media {
            if (!Attached.isHttps(link)) {
                throw new BadLink();
            }
            if (filename != null && (format != Format.DOCUMENT || !Attached.isFilename(filename))) {
                throw new Template.BadParameter(PATH);
            }
        }
    }

    /** A point on the map, in degrees; WhatsApp wants name and address too ({@code template.parameter-form}). */
    record Location(double latitude, double longitude, String name, String address) implements HeaderValue {
        private static final int MOST_LATITUDE = 90;
        private static final int MOST_LONGITUDE = 180;
        private static final int LONGEST = 1000;

        public Location {
            // written so that what is no number is refused too
            if (!(Math.abs(latitude) <= MOST_LATITUDE && Math.abs(longitude) <= MOST_LONGITUDE)
                    || !Attached.isLine(name, LONGEST)
                    || !Attached.isLine(address, LONGEST)) {
                throw new Template.BadParameter(PATH);
            }
        }

        @Override
        public Format format() {
            return Format.LOCATION;
        }
    }

    /** The provider fetches files by https alone. */
    final class BadLink extends Refusal {
        BadLink() {
            super(
                    Kind.INVALID,
                    "template.parameter-link",
                    "The file of a header takes an https link of at most 2048 characters",
                    Map.of("parameter", PATH));
        }
    }
}
