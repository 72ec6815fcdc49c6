package io.tidings.simulator.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text with numbered places, taken apart once: between two literals stands the place of that index, counted from 1.
 *
 * @param parameters how many values it takes: its highest place
 */
record TemplateText(String source, List<String> literals, List<Integer> places, int parameters) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\d{1,2})}}");

    static TemplateText of(String source) {
        var literals = new ArrayList<String>();
        var places = new ArrayList<Integer>();
        var matcher = PLACE.matcher(source);
        int from = 0;
        while (matcher.find()) {
            int place = Integer.parseInt(matcher.group(1));
            if (place > 0) {
                literals.add(source.substring(from, matcher.start()));
                places.add(place);
                from = matcher.end();
            }
        }
        literals.add(source.substring(from));
        int parameters = places.stream().mapToInt(place -> place).max().orElse(0);
        return new TemplateText(source, List.copyOf(literals), List.copyOf(places), parameters);
    }

    /** @param values as many as there are parameters */
    String fill(List<String> values) {
        var text = new StringBuilder(literals.getFirst());
        for (int i = 0; i < places.size(); i++) {
            text.append(values.get(places.get(i) - 1)).append(literals.get(i + 1));
        }
        return text.toString();
    }
}
