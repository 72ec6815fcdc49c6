package io.tidings.messaging.intake.domain;

import io.tidings.messaging.intake.domain.OptWords.Wish;

import java.util.Map;

/** The one answer to a stop or start word, in the language of the word. */
public final class Confirmations {
    private record Texts(String stopped, String stoppedAll, String started) {}

    private static final Texts ENGLISH = new Texts(
            "You will get no more offers from us. Messages about your orders still reach you. Reply START to undo, STOP ALL to get nothing at all.",
            "You will get no more messages from us. Reply START to undo.",
            "Welcome back: you will get our messages again. Reply STOP to stop them.");
    private static final Map<String, Texts> BY_LANGUAGE = Map.of(
            "es",
            new Texts(
                    "No recibirás más ofertas nuestras. Los avisos de tus pedidos te seguirán llegando. Responde ALTA para volver.",
                    "No recibirás más mensajes nuestros. Responde ALTA para volver.",
                    "Volverás a recibir nuestros mensajes. Responde BAJA para dejar de recibirlos."),
            "pt",
            new Texts(
                    "Você não receberá mais ofertas nossas. Os avisos dos seus pedidos continuam chegando. Responda VOLTAR para desfazer.",
                    "Você não receberá mais mensagens nossas. Responda VOLTAR para desfazer.",
                    "Você voltará a receber nossas mensagens. Responda SAIR para parar."),
            "fr",
            new Texts(
                    "Vous ne recevrez plus nos offres. Les messages sur vos commandes vous parviennent toujours. Répondez REPRENDRE pour annuler.",
                    "Vous ne recevrez plus aucun message de notre part. Répondez REPRENDRE pour annuler.",
                    "Vous recevrez de nouveau nos messages. Répondez ARRET pour les arrêter."),
            "de",
            new Texts(
                    "Du erhältst keine Angebote mehr von uns. Nachrichten zu deinen Bestellungen kommen weiterhin an. Mit ANMELDEN machst du es rückgängig.",
                    "Du erhältst keine Nachrichten mehr von uns. Mit ANMELDEN machst du es rückgängig.",
                    "Du erhältst unsere Nachrichten wieder. Mit STOPP beendest du sie."));

    private Confirmations() {}

    /** What to answer; English where we have no words of that language. */
    public static String of(Wish wish, String language) {
        var texts = BY_LANGUAGE.getOrDefault(language, ENGLISH);
        return switch (wish) {
            case STOP -> texts.stopped();
            case STOP_ALL -> texts.stoppedAll();
            case START -> texts.started();
        };
    }
}
