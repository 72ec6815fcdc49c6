package io.tidings.messaging.contactfile.adapter.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.contactfile.adapter.csv.CsvRecords.CsvRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

class CsvRecordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,\"x, y\"\n", "a;b\r\n1;\"x, y\"\r\n", "\uFEFFa\tb\n\n1\tx, y"})
    void commas_semicolons_and_tabs_separate_whatever_ends_a_line(String text) throws IOException {
        var records = all(text);
        assertThat(records).extracting(CsvRecord::cells).containsExactly(List.of("a", "b"), List.of("1", "x, y"));
    }

    @Test
    void a_cell_may_have_lines_and_quotes() throws IOException {
        var records = all("a,b\n1,\"two\nlines \"\"quoted\"\"\"\n2,x\n");
        assertThat(records.get(1).cells()).containsExactly("1", "two\nlines \"quoted\"");
        assertThat(records.get(2).line()).isEqualTo(4);
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_line_alone() throws IOException {
        var records = all("a,b\n1,\"open\n2,x\n3,y\n");
        assertThat(records).extracting(CsvRecord::error).containsExactly(null, "row.quotes", null, null);
        assertThat(records).extracting(CsvRecord::line).containsExactly(1L, 2L, 3L, 4L);
        assertThat(records.getLast().cells()).containsExactly("3", "y");
    }

    @Test
    void a_quote_within_a_plain_cell_is_a_character() throws IOException {
        var records = all("a,b\n1,5\" screen\n2,x\n3,6\" screen\n");
        assertThat(records).extracting(CsvRecord::error).containsOnlyNulls();
        assertThat(records).hasSize(4);
        assertThat(records.get(1).cells()).containsExactly("1", "5\" screen");
    }

    @Test
    void what_is_too_long_or_not_in_the_charset_is_one_bad_line() throws IOException {
        var records = all("a,b\n1," + "x".repeat(1_000_000) + "\n2,\uFFFD\n3,y\n");
        assertThat(records).extracting(CsvRecord::error).containsExactly(null, "row.too-long", "row.encoding", null);
    }

    @Test
    void nothing_is_nothing() throws IOException {
        assertThat(all("")).isEmpty();
        assertThat(all("\n \n")).isEmpty();
    }

    private static List<CsvRecord> all(String text) throws IOException {
        var records = new CsvRecords(new StringReader(text));
        var all = new ArrayList<CsvRecord>();
        for (var each = records.next(); each != null; each = records.next()) {
            all.add(each);
        }
        return all;
    }
}
