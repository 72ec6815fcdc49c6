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
        "Réabonner,START,fr",
        "Ferma tutto,STOP_ALL,it",
        "AFMELDEN,STOP,nl",
        "berhenti semua,STOP_ALL,id",
        "إيقاف الكل,STOP_ALL,ar",
        "सब रोकें,STOP_ALL,hi",
        "стоп,STOP,ru",
        "İPTAL ET,STOP,tr",
        "Stop promotions,STOP,en",
        "HELP,HELP,en",
        "ayuda,HELP,es",
        "Hilfe!,HELP,de",
        "मदद,HELP,hi"
    })
    void a_word_counts_in_any_case_and_spelling(String text, Wish wish, String language) {
        assertThat(OptWords.find(text, false)).contains(new OptWords.Found(wish, language, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop calling",
                "stop it",
                "STOP SIGN",
                "don't stop",
                "nonstop",
                "yes please",
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
    @CsvSource({"CANCEL,STOP", "end,STOP", "Quit,STOP", "cancelar,STOP", "Yes!,START"})
    void what_may_answer_a_question_of_ours_is_an_answer_and_uncertain_else(String text, Wish wish) {
        assertThat(OptWords.find(text, true)).isEmpty();
        assertThat(OptWords.find(text, false)).get().satisfies(found -> {
            assertThat(found.wish()).isEqualTo(wish);
            assertThat(found.certain()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt", "fr", "de", "it", "nl", "id", "ar", "hi"})
    void every_language_we_answer_in_has_words_that_our_answers_name(String language) {
        for (var wish : Wish.values()) {
            var text = Confirmations.of(wish, language);
            assertThat(text).isNotBlank();
            assertThat(text.equals(Confirmations.of(wish, "xx"))).isEqualTo(language.equals("en"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "START,START",
        "STOP ALL,STOP_ALL",
        "BAJA TOTAL,STOP_ALL",
        "ALTA,START",
        "SAIR,STOP",
        "PARAR TUDO,STOP_ALL",
        "VOLTAR,START",
        "TOUT ARRETER,STOP_ALL",
        "REPRENDRE,START",
        "ALLES STOPPEN,STOP_ALL",
        "ANMELDEN,START",
        "FERMA,STOP",
        "RIPRENDI,START",
        "AANMELDEN,START",
        "BERHENTI,STOP",
        "MULAI,START",
        "إيقاف الكل,STOP_ALL",
        "ابدأ,START",
        "सब रोकें,STOP_ALL",
        "शुरू करें,START"
    })
    void the_words_our_answers_offer_do_what_they_say(String word, Wish wish) {
        assertThat(OptWords.find(word, true))
                .get()
                .extracting(OptWords.Found::wish)
                .isEqualTo(wish);
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
