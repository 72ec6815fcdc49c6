package io.tidings.messaging.message.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What a message carries beside its text, within the Cloud API's limits. */
public sealed interface Attached {

    /** Kinds of media. */
    enum Kind {
        IMAGE,
        AUDIO,
        VIDEO,
        DOCUMENT,
        STICKER;

        /** As stored, shown by the API and sent. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of this wire name; fails on any other text. */
        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        boolean takesCaption() {
            return this == IMAGE || this == VIDEO || this == DOCUMENT;
        }
    }

    /**
     * Media the provider fetches itself; the message's text is its caption.
     *
     * @param link https
     * @param filename how a document is called where it arrives
     */
    record Media(Kind kind, String link, @Nullable String filename) implements Attached {}

    /** Reply buttons below the message's text. */
    record Buttons(List<Button> buttons) implements Attached {
        public Buttons {
            buttons = List.copyOf(buttons);
        }
    }

    /**
     * @param id comes back when it is pressed
     * @param label what people see
     */
    record Button(String id, String label) {}

    /** The names of a template's parameters where it is approved with names, in the parameters' order. */
    record Names(List<String> names) implements Attached {
        public Names {
            names = List.copyOf(names);
        }
    }

    /** Media of a person's message: where the provider keeps the bytes. */
    record Received(
            Kind kind,
            String mediaId,
            @Nullable String mimeType,
            @Nullable String filename) implements Attached {}

    int LONGEST_LINK = 2048;
    int LONGEST_CAPTION = 1024;
    int LONGEST_FILENAME = 240;
    int MOST_BUTTONS = 3;
    int LONGEST_LABEL = 20;
    int LONGEST_BUTTON_ID = 256;

    /** Media with its caption; refuses what the provider would ({@code message.media}). */
    static Media media(Kind kind, String link, @Nullable String caption, @Nullable String filename) {
        var fits = isHttps(link)
                && (caption == null || (kind.takesCaption() && length(caption) <= LONGEST_CAPTION))
                && (filename == null || (kind == Kind.DOCUMENT && isFilename(filename)));
        if (!fits) {
            throw new BadMedia();
        }
        return new Media(kind, link, filename);
    }

    /** One to three buttons, ids and labels each unique; refuses others ({@code message.buttons}). */
    static Buttons buttons(List<Button> buttons) {
        var ids = new HashSet<String>();
        var labels = new HashSet<String>();
        var fit = !buttons.isEmpty()
                && buttons.size() <= MOST_BUTTONS
                && buttons.stream()
                        .allMatch(button -> isLine(button.id(), LONGEST_BUTTON_ID)
                                && isLine(button.label(), LONGEST_LABEL)
                                && ids.add(button.id())
                                && labels.add(button.label()));
        if (!fit) {
            throw new BadButtons();
        }
        return new Buttons(buttons);
    }

    private static boolean isHttps(String link) {
        try {
            var uri = new URI(link);
            return link.length() <= LONGEST_LINK
                    && "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isFilename(String text) {
        return isLine(text, LONGEST_FILENAME) && !text.contains("/") && !text.contains("\\");
    }

    private static boolean isLine(String text, int longest) {
        return !text.isBlank() && length(text) <= longest && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** No https link, a caption where none goes or too long, or no usable file name. */
    final class BadMedia extends Refusal {
        BadMedia() {
            super(
                    Kind.INVALID,
                    "message.media",
                    "Media takes an https link, a caption of 1024 characters (image, video, document) and a file name (document)");
        }
    }

    /** None, too many, twice the same, or longer than the provider takes. */
    final class BadButtons extends Refusal {
        BadButtons() {
            super(
                    Kind.INVALID,
                    "message.buttons",
                    "1 to 3 buttons, each with an id of its own and a label of its own of at most 20 characters");
        }
    }
}
