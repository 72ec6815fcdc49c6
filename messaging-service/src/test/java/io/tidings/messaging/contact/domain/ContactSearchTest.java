package io.tidings.messaging.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.value.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ContactSearchTest {
    private static final Contact ANA = Contact.of(
            PhoneNumber.parse("+34600111222"),
            null,
            Profile.read(
                    "Ana María Núñez-O'Neill",
                    null,
                    null,
                    Labels.read(List.of("VIP", " vip", "Año nuevo"), Map.of("city", "São Paulo"))),
            Instant.EPOCH);

    @Test
    void a_contact_is_found_by_folded_words_digits_tags_and_attributes() {
        assertThat(SearchTerms.of(ANA))
                .containsExactlyInAnyOrder(
                        "n:ana",
                        "n:maria",
                        "n:nunez",
                        "n:o",
                        "n:neill",
                        "p:34600111222",
                        "r:22211100643",
                        "t:vip",
                        "t:ano nuevo",
                        "a:city=sao paulo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "NÚÑ", "maria nunez", "+34 600", "111 222", "600-111-222"})
    void what_people_type_becomes_terms_the_contact_has(String text) {
        var terms = SearchTerms.of(ANA);
        for (var condition :
                ContactSearch.read(text, null, List.of(), List.of()).conditions()) {
            assertThat(condition.prefix()).isTrue();
            assertThat(condition.terms()).anyMatch(wanted -> terms.stream().anyMatch(term -> term.startsWith(wanted)));
        }
    }

    @Test
    void exact_conditions_come_first() {
        var search =
                ContactSearch.read("ana", PhoneNumber.parse("+34600111222"), List.of("Vip"), List.of("city:SÃO PAULO"));
        assertThat(search.conditions())
                .extracting(condition -> condition.terms().getFirst())
                .containsExactly("p:34600111222", "a:city=sao paulo", "t:vip", "n:ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "!", "+1", "a\u0000b"})
    void too_little_to_search_for_is_refused(String text) {
        assertThatThrownBy(() -> ContactSearch.read(text, null, List.of(), List.of()))
                .isInstanceOf(ContactSearch.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"city", ":x", "city:", ""})
    void an_attribute_is_a_key_and_a_value(String attribute) {
        assertThatThrownBy(() -> ContactSearch.read(null, null, List.of(), List.of(attribute)))
                .isInstanceOf(ContactSearch.Unusable.class);
    }

    @Test
    void labels_have_limits() {
        assertThatThrownBy(() -> Labels.read(List.of("x".repeat(51)), Map.of())).isInstanceOf(Labels.BadTags.class);
        assertThatThrownBy(() -> Labels.read(Collections.singletonList(null), Map.of()))
                .isInstanceOf(Labels.BadTags.class);
        var many = IntStream.range(0, 51).mapToObj(i -> "t" + i).toList();
        assertThatThrownBy(() -> Labels.read(many, Map.of())).isInstanceOf(Labels.BadTags.class);
        for (var bad : List.of(Map.of("City", "x"), Map.of("city", " "), Map.of("city", "x".repeat(501)))) {
            assertThatThrownBy(() -> Labels.read(List.of(), bad)).isInstanceOf(Labels.BadAttributes.class);
        }
    }
}
