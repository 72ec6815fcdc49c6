package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;

import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Text of a step with Liquid placeholders; messaging-service renders it when the step goes out. */
@Embeddable
public record MessageTemplate(
        @Column(name = "message_template") String text) {
    /** What fits into the body parameter of a WhatsApp template. */
    public static final int LONGEST = 1024;

    /** Refuses what is empty, too long or not renderable: a bad text found when it goes out is found too late. */
    public static MessageTemplate of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new BadLength();
        }
        LiquidSyntax.firstFault(text).ifPresent(position -> {
            throw new BadSyntax(position);
        });
        return new MessageTemplate(text);
    }

    /** Blank or longer than {@value #LONGEST} characters. */
    public static final class BadLength extends Refusal {
        BadLength() {
            super(Kind.INVALID, "step.template-length", "A message has 1 to 1024 characters");
        }
    }

    /** Not the Liquid that steps may use; the fact {@code position} is the offset of the first fault. */
    public static final class BadSyntax extends Refusal {
        BadSyntax(int position) {
            super(
                    Kind.INVALID,
                    "step.template-syntax",
                    "A placeholder or tag is not closed, not known or not well formed",
                    Map.of("position", position));
        }
    }
}
