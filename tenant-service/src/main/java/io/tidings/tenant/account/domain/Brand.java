package io.tidings.tenant.account.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How the business shows itself; null is not said.
 *
 * @param displayName shown instead of the name
 * @param logoUrl https
 * @param color {@code #rrggbb}, lower case
 */
@Embeddable
public record Brand(
        @Column(name = "brand_display_name") @Nullable String displayName,
        @Column(name = "brand_logo_url") @Nullable String logoUrl,
        @Column(name = "brand_color") @Nullable String color) {

    /** Refuses a logo that is not https and what is no colour ({@code tenant.brand}). */
    public Brand {
        if ((logoUrl != null && !logoUrl.matches("https://[^\\s/]+(?:/\\S*)?"))
                || (color != null && !color.matches("#[0-9a-f]{6}"))) {
            throw new NotABrand();
        }
    }

    /** A logo without https, or no colour. */
    public static final class NotABrand extends Refusal {
        NotABrand() {
            super(Kind.INVALID, "tenant.brand", "The logo has an https URL and the colour looks like #1a2b3c");
        }
    }
}
