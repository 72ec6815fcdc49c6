package io.tidings.messaging.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.intake.domain.OptWords.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptWordsTest {

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP,en",
        "stop,STOP,en",
        "' Stop! ',STOP,en",
        "\u200Bstop\u00A0,STOP,en",
        "ＳＴＯＰ,STOP,en",
        "UNSUBSCRIBE,STOP,en",
        "END,STOP,en",
        "QUIT,STOP,en",
        "CANCEL,STOP,en",
        "OPT-OUT,STOP,en",
        "REVOKE,STOP,en",
        "STOPALL,STOP_ALL,en",
        "stop   all,STOP_ALL,en",
        "PARAR,STOP,es",
        "BAJA,STOP,es",
        "alto,STOP,es",
        "SAIR,STOP,pt",
        "ARRET,STOP,fr",
        "Arrêt,STOP,fr",
        "STOPP,STOP,de",
        "BERHENTI,STOP,id",
        "توقف,STOP,ar",
        "रोकें,STOP,hi",
        "START,START,en",
        "unstop,START,en",
        "ALTA,START,es",
        "Réabonner,START,fr"
    })
    void a_word_counts_in_any_case_and_spelling(String text, Wish wish, String language) {
        assertThat(OptWords.find(text, false)).contains(new OptWords.Found(wish, language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop calling",
                "stop it",
                "STOP SIGN",
                "don't stop",
                "nonstop",
                "yes",
                "no",
                "",
                "   ",
                "!!!",
                "the end"
            })
    void a_word_inside_a_message_does_not(String text) {
        assertThat(OptWords.find(text, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCEL", "end", "Quit"})
    void what_may_answer_a_question_of_ours_is_an_answer(String text) {
        assertThat(OptWords.find(text, true)).isEmpty();
        assertThat(OptWords.find(text, false)).isPresent();
    }

    @Test
    void stop_stays_stop_even_as_an_answer() {
        assertThat(OptWords.find("STOP", true)).isPresent();
    }

    @Test
    void a_flood_of_text_is_no_word() {
        assertThat(OptWords.find("STOP" + " ".repeat(100_000), false)).isEmpty();
    }
}
