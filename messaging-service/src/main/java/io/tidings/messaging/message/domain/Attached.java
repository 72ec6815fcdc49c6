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
    record Media(Kind kind, String link, @Nullable String filename) implements Attached, Head {}

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

    /**
     * What a filled template has around its body, and the names of its parameters.
     *
     * @param names of the body's values, in their order; empty where the provider counts them
     * @param head above the body
     */
    record Frame(List<String> names, @Nullable Head head, List<FrameButton> buttons) implements Attached {
        public Frame {
            names = List.copyOf(names);
            buttons = List.copyOf(buttons);
        }
    }

    /** The header of a filled template. */
    sealed interface Head {}

    /**
     * @param text as the person reads it
     * @param value what went into its place; null when it has none
     * @param name of the place; null when it has a number, or there is none
     */
    record Words(
            String text, @Nullable String value, @Nullable String name) implements Head {}

    /** A point on the map, in degrees. */
    record Location(double latitude, double longitude, String name, String address) implements Head {}

    /**
     * A button of a filled template.
     *
     * @param type quick_reply, url, phone_number or copy_code
     * @param value what the message brought for it: the end of a url, the code to copy, what comes back when it is pressed
     * @param target where a url or phone_number leads
     */
    record FrameButton(
            String type,
            @Nullable String text,
            @Nullable String value,
            @Nullable String target) {}

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

    /** An https link with a host, no credentials and at most 2048 characters. */
    static boolean isHttps(String link) {
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

    /** A name without folders, at most 240 characters. */
    static boolean isFilename(String text) {
        return isLine(text, LONGEST_FILENAME) && !text.contains("/") && !text.contains("\\");
    }

    /** Something to read, without control characters. */
    static boolean isLine(String text, int longest) {
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
