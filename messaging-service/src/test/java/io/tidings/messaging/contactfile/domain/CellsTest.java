package io.tidings.messaging.contactfile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CellsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "=cmd|'/c calc'!A1"})
    void a_formula_leaves_with_an_apostrophe_and_comes_back_without(String text) {
        assertThat(Cells.neutral(text)).isEqualTo("'" + text);
        assertThat(Cells.plain(Cells.neutral(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "O'Neill", "'quoted'", "a=b", "", "1-2"})
    void other_texts_stay_as_they_are(String text) {
        assertThat(Cells.neutral(text)).isEqualTo(text);
        assertThat(Cells.plain(text)).isEqualTo(text);
    }

    @Test
    void the_first_line_names_known_columns_once_and_the_phone_among_them() {
        assertThat(Columns.read(List.of(" Phone ", "attributes.city")).names())
                .containsExactly("phone", "attributes.city");
        for (var bad : List.of(
                List.of("name"),
                List.of("phone", "phone"),
                List.of("phone", "e-mail"),
                List.of("phone", "attributes.A-"))) {
            assertThatThrownBy(() -> Columns.read(bad)).isInstanceOf(Columns.Strange.class);
        }
    }
}
