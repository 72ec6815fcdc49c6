package io.tidings.messaging.contactfile.domain;

import java.util.regex.Pattern;

/**
 * Texts in cells. A spreadsheet runs a cell that begins like a formula, whoever wrote it, so such a text leaves with an
 * apostrophe before it (OWASP, "CSV Injection"), and loses it when it comes back.
 */
public final class Cells {
    private static final String BEGINNINGS = "=+\\-@\\t\\r\\n＝＋－＠";
    private static final Pattern FORMULA = Pattern.compile("^\\s*[" + BEGINNINGS + "].*", Pattern.DOTALL);
    private static final Pattern NEUTRAL = Pattern.compile("^'\\s*[" + BEGINNINGS + "].*", Pattern.DOTALL);

    private Cells() {}

    /** As it may be shown in a spreadsheet. */
    public static String neutral(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    /** As it was before {@link #neutral}. */
    public static String plain(String cell) {
        return NEUTRAL.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
