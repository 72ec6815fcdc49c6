package io.tidings.messaging.intake.domain;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which people stop and resume messages. A word counts only when it is the whole message, whatever its case,
 * accents, surrounding blanks and punctuation: "please stop calling" is no opt-out. The English words are those of
 * Twilio's and AWS' default lists. {@code YES}, {@code CANCEL}, {@code END} and {@code QUIT} may as well answer what we
 * asked: they are not taken from an answer to one of our messages, and are uncertain else.
 */
public final class OptWords {

    /** What a word asks for. */
    public enum Wish {
        /** No more marketing. */
        STOP,
        /** No more messages at all, but answers. */
        STOP_ALL,
        /** As before the stop. */
        START,
        /** What can be asked for. */
        HELP
    }

    /**
     * A word that was found.
     *
     * @param language of the word, ISO 639-1; the confirmation is written in it
     * @param certain false for a word that counts only while no question of ours is open
     */
    public record Found(Wish wish, String language, boolean certain) {}

    private static final Pattern AROUND = Pattern.compile("^[\\p{Z}\\s\\p{P}\\p{Cf}]+|[\\p{Z}\\s\\p{P}\\p{Cf}]+$");
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");
    private static final int LONGEST = 40;
    private static final Map<String, Found> TABLE = new HashMap<>();

    static {
        add(
                Wish.STOP,
                "en",
                "stop",
                "unsubscribe",
                "revoke",
                "optout",
                "opt-out",
                "opt out",
                "remove",
                "remove me",
                "stop promotions",
                "unsubscribe me");
        add(Wish.STOP_ALL, "en", "stopall", "stop all");
        add(Wish.START, "en", "start", "unstop", "resubscribe", "subscribe", "optin", "opt-in", "opt in");
        add(Wish.HELP, "en", "help", "info");
        add(Wish.STOP, "es", "baja", "alto", "parar", "detener", "cancelar suscripción");
        add(Wish.STOP_ALL, "es", "baja total", "alto a todo", "parar todo");
        add(Wish.START, "es", "alta", "reanudar");
        add(Wish.HELP, "es", "ayuda");
        add(Wish.STOP, "pt", "sair", "pare", "descadastrar", "cancelar inscrição");
        add(Wish.STOP_ALL, "pt", "sair de tudo", "parar tudo");
        add(Wish.START, "pt", "voltar", "retomar");
        add(Wish.HELP, "pt", "ajuda");
        add(Wish.STOP, "fr", "arret", "arrêter", "désabonner", "se désabonner");
        add(Wish.STOP_ALL, "fr", "tout arreter", "arret total");
        add(Wish.START, "fr", "reprendre", "réabonner");
        add(Wish.HELP, "fr", "aide");
        add(Wish.STOP, "de", "stopp", "abmelden", "abbestellen");
        add(Wish.STOP_ALL, "de", "alles stoppen", "stopp alles");
        add(Wish.START, "de", "anmelden", "fortsetzen");
        add(Wish.HELP, "de", "hilfe");
        add(Wish.STOP, "it", "ferma", "cancellami", "disiscrivi");
        add(Wish.STOP_ALL, "it", "ferma tutto");
        add(Wish.START, "it", "riprendi", "iscrivimi");
        add(Wish.HELP, "it", "aiuto");
        add(Wish.STOP, "nl", "afmelden", "uitschrijven");
        add(Wish.STOP_ALL, "nl", "stop alles");
        add(Wish.START, "nl", "aanmelden");
        add(Wish.HELP, "nl", "hulp");
        add(Wish.STOP, "id", "berhenti", "stop promosi");
        add(Wish.STOP_ALL, "id", "berhenti semua");
        add(Wish.START, "id", "mulai");
        add(Wish.HELP, "id", "bantuan");
        add(Wish.STOP, "ar", "توقف", "إيقاف", "الغاء الاشتراك");
        add(Wish.STOP_ALL, "ar", "إيقاف الكل");
        add(Wish.START, "ar", "ابدأ", "اشتراك");
        add(Wish.HELP, "ar", "مساعدة");
        add(Wish.STOP, "hi", "रोकें", "बंद करें");
        add(Wish.STOP_ALL, "hi", "सब रोकें", "सब बंद करें");
        add(Wish.START, "hi", "शुरू करें");
        add(Wish.HELP, "hi", "मदद");
        add(Wish.STOP, "tr", "dur", "iptal et");
        add(Wish.START, "tr", "başlat");
        add(Wish.STOP, "pl", "rezygnuję", "wypisz");
        add(Wish.STOP, "ru", "стоп", "отписаться");
        add(Wish.START, "ru", "старт", "подписаться");
        add(new Found(Wish.STOP, "en", false), "cancel", "end", "quit");
        add(new Found(Wish.STOP, "es", false), "cancelar");
        add(new Found(Wish.START, "en", false), "yes");
    }

    private OptWords() {}

    /**
     * The wish a message is, if it is one.
     *
     * @param text the whole message, or the payload of a quick-reply button
     * @param isAnswer true when it answers one of our messages
     */
    public static Optional<Found> find(String text, boolean isAnswer) {
        if (text.length() > LONGEST * 2) {
            return Optional.empty();
        }
        return Optional.ofNullable(TABLE.get(normalised(text))).filter(found -> found.certain() || !isAnswer);
    }

    private static void add(Wish wish, String language, String... words) {
        add(new Found(wish, language, true), words);
    }

    private static void add(Found found, String... words) {
        for (var word : words) {
            if (TABLE.putIfAbsent(normalised(word), found) != null) {
                throw new IllegalStateException("Opt-out word given twice: " + word);
            }
        }
    }

    private static String normalised(String text) {
        var bare =
                AROUND.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        var folded = bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var plain = ACCENTS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD))
                .replaceAll("");
        return BLANKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFC)).replaceAll(" ");
    }
}
