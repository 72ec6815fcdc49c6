package io.tidings.messaging.intake.domain;

import io.tidings.messaging.intake.domain.OptWords.Wish;

import java.util.Map;

/** The one answer to a stop, start or help word, in the language of the word. */
public final class Confirmations {
    private record Texts(String stopped, String stoppedAll, String started, String help) {}

    private static final Texts ENGLISH = new Texts(
            "You will get no more offers from us. Messages about your orders still reach you. Reply START to undo, STOP ALL to get nothing at all.",
            "You will get no more messages from us. Reply START to undo.",
            "Welcome back: you will get our messages again. Reply STOP to stop them.",
            "Write to us here with any question. Reply STOP to get no more offers, STOP ALL to get no messages at all, START to get them again.");
    private static final Map<String, Texts> BY_LANGUAGE = Map.of(
            "es",
            new Texts(
                    "No recibirás más ofertas nuestras. Los avisos de tus pedidos te seguirán llegando. Responde ALTA para volver.",
                    "No recibirás más mensajes nuestros. Responde ALTA para volver.",
                    "Volverás a recibir nuestros mensajes. Responde BAJA para dejar de recibirlos.",
                    "Escríbenos aquí cualquier duda. Responde BAJA para no recibir ofertas, BAJA TOTAL para no recibir nada, ALTA para volver."),
            "pt",
            new Texts(
                    "Você não receberá mais ofertas nossas. Os avisos dos seus pedidos continuam chegando. Responda VOLTAR para desfazer.",
                    "Você não receberá mais mensagens nossas. Responda VOLTAR para desfazer.",
                    "Você voltará a receber nossas mensagens. Responda SAIR para parar.",
                    "Escreva aqui qualquer dúvida. Responda SAIR para não receber ofertas, PARAR TUDO para não receber nada, VOLTAR para receber de novo."),
            "fr",
            new Texts(
                    "Vous ne recevrez plus nos offres. Les messages sur vos commandes vous parviennent toujours. Répondez REPRENDRE pour annuler.",
                    "Vous ne recevrez plus aucun message de notre part. Répondez REPRENDRE pour annuler.",
                    "Vous recevrez de nouveau nos messages. Répondez ARRET pour les arrêter.",
                    "Écrivez-nous ici toute question. Répondez ARRET pour ne plus recevoir d'offres, TOUT ARRETER pour ne plus rien recevoir, REPRENDRE pour recevoir de nouveau."),
            "de",
            new Texts(
                    "Du erhältst keine Angebote mehr von uns. Nachrichten zu deinen Bestellungen kommen weiterhin an. Mit ANMELDEN machst du es rückgängig.",
                    "Du erhältst keine Nachrichten mehr von uns. Mit ANMELDEN machst du es rückgängig.",
                    "Du erhältst unsere Nachrichten wieder. Mit STOPP beendest du sie.",
                    "Schreib uns hier, was du wissen möchtest. Mit STOPP kommen keine Angebote mehr, mit ALLES STOPPEN gar keine Nachrichten, mit ANMELDEN wieder alle."),
            "it",
            new Texts(
                    "Non riceverai più nostre offerte. I messaggi sui tuoi ordini continuano ad arrivare. Rispondi RIPRENDI per annullare.",
                    "Non riceverai più nostri messaggi. Rispondi RIPRENDI per annullare.",
                    "Riceverai di nuovo i nostri messaggi. Rispondi FERMA per smettere.",
                    "Scrivici qui per qualsiasi domanda. Rispondi FERMA per non ricevere offerte, FERMA TUTTO per non ricevere nulla, RIPRENDI per riceverli di nuovo."),
            "nl",
            new Texts(
                    "Je krijgt geen aanbiedingen meer van ons. Berichten over je bestellingen blijven komen. Antwoord AANMELDEN om dit terug te draaien.",
                    "Je krijgt geen berichten meer van ons. Antwoord AANMELDEN om dit terug te draaien.",
                    "Je krijgt onze berichten weer. Antwoord AFMELDEN om te stoppen.",
                    "Stel ons hier gerust je vraag. Antwoord AFMELDEN voor geen aanbiedingen meer, ALLES STOPPEN voor geen berichten meer, AANMELDEN om ze weer te krijgen."),
            "id",
            new Texts(
                    "Anda tidak akan menerima penawaran lagi dari kami. Pesan tentang pesanan Anda tetap dikirim. Balas MULAI untuk membatalkan.",
                    "Anda tidak akan menerima pesan lagi dari kami. Balas MULAI untuk membatalkan.",
                    "Anda akan menerima pesan kami lagi. Balas BERHENTI untuk berhenti.",
                    "Silakan tulis pertanyaan Anda di sini. Balas BERHENTI untuk tidak menerima penawaran, BERHENTI SEMUA untuk tidak menerima pesan apa pun, MULAI untuk menerimanya lagi."),
            "ar",
            new Texts(
                    "لن تصلك عروضنا بعد الآن. ستستمر الرسائل المتعلقة بطلباتك. أرسل ابدأ للتراجع.",
                    "لن تصلك أي رسائل منا بعد الآن. أرسل ابدأ للتراجع.",
                    "ستصلك رسائلنا من جديد. أرسل توقف لإيقافها.",
                    "اكتب لنا هنا أي سؤال. أرسل توقف لإيقاف العروض، أو إيقاف الكل لإيقاف جميع الرسائل، أو ابدأ لاستقبالها من جديد."),
            "hi",
            new Texts(
                    "अब आपको हमारे ऑफ़र नहीं मिलेंगे। आपके ऑर्डर के संदेश आते रहेंगे। वापस पाने के लिए शुरू करें लिखें।",
                    "अब आपको हमारा कोई संदेश नहीं मिलेगा। वापस पाने के लिए शुरू करें लिखें।",
                    "आपको हमारे संदेश फिर से मिलेंगे। रोकने के लिए रोकें लिखें।",
                    "कोई भी सवाल यहाँ लिखें। ऑफ़र रोकने के लिए रोकें, सभी संदेश रोकने के लिए सब रोकें, फिर से पाने के लिए शुरू करें लिखें।"));

    private Confirmations() {}

    /** What to answer; English where we have no words of that language. */
    public static String of(Wish wish, String language) {
        var texts = BY_LANGUAGE.getOrDefault(language, ENGLISH);
        return switch (wish) {
            case STOP -> texts.stopped();
            case STOP_ALL -> texts.stoppedAll();
            case START -> texts.started();
            case HELP -> texts.help();
        };
    }
}
