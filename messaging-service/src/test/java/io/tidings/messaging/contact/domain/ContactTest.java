package io.tidings.messaging.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.value.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class ContactTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final PhoneNumber PHONE = PhoneNumber.parse("+34600111222");

    @Test
    void a_name_fills_a_gap_and_replaces_nothing() {
        var unknown = Contact.of(PHONE, null, Profile.UNKNOWN, NOW);
        var named = unknown.completedBy("  Ana ", NOW.plusSeconds(1));
        assertThat(named.name()).isEqualTo("Ana");
        assertThat(named.version()).isEqualTo(1);
        assertThat(named.completedBy("Berta", NOW)).isSameAs(named);
        assertThat(unknown.completedBy("  ", NOW)).isSameAs(unknown);
    }

    @Test
    void an_edit_without_a_difference_is_none() {
        var contact = Contact.of(PHONE, null, Profile.read("Ana", "Europe/Madrid", "es"), NOW);
        assertThat(contact.with(Profile.read("Ana", "Europe/Madrid", "es"), NOW.plusSeconds(1)))
                .isSameAs(contact);
        var moved = contact.with(Profile.read("Ana", "America/Lima", "es"), NOW.plusSeconds(1));
        assertThat(moved.version()).isEqualTo(1);
        assertThat(moved.updated().timeZone()).isEqualTo("America/Lima");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "+01:00", "", "Z", "Europe/Madrid; drop", "europe/madrid"})
    void zones_are_those_of_the_tz_database(String zone) {
        assertThatThrownBy(() -> Profile.read(null, zone, null)).isInstanceOf(Profile.UnknownTimeZone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "español", "es_MX!", "und"})
    void locales_are_language_tags(String locale) {
        assertThatThrownBy(() -> Profile.read(null, null, locale)).isInstanceOf(Profile.UnknownLocale.class);
    }

    @Test
    void a_name_from_outside_is_cut_between_characters() {
        var name = Profile.clean("😀".repeat(150) + "x");
        assertThat(name).hasSize(200).isEqualTo("😀".repeat(100));
        assertThat(Profile.clean("x" + "😀".repeat(150))).hasSize(199);
    }
}
