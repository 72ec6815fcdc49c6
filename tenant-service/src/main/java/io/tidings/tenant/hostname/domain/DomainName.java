package io.tidings.tenant.hostname.domain;

import com.google.common.net.InternetDomainName;
import io.tidings.runtime.problem.Refusal;

import java.net.IDN;
import java.util.List;
import java.util.Locale;

/** A domain that can be somebody's: a registered name or one below it, in ASCII (IDN as {@code xn--…}), lower case. */
public record DomainName(String value) {
    private static final int LONGEST = 253;

    /**
     * Reads what a person writes, umlauts and a dot at the end included. Refuses what is no name of a host, an address, a
     * public suffix alone such as {@code co.uk}, and the installation's own names and all below them ({@code domain.name}).
     *
     * @param own names of the installation
     */
    public static DomainName of(String text, List<String> own) {
        var ascii = ascii(text);
        if (ascii.length() > LONGEST || isAddress(ascii) || isOwn(ascii, own)) {
            throw new NotUsable();
        }
        try {
            var name = InternetDomainName.from(ascii);
            if (name.isPublicSuffix() || !name.hasParent()) {
                throw new NotUsable();
            }
        } catch (IllegalArgumentException e) {
            throw new NotUsable();
        }
        return new DomainName(ascii);
    }

    private static String ascii(String text) {
        try {
            var ascii = IDN.toASCII(text.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        } catch (IllegalArgumentException e) {
            throw new NotUsable();
        }
    }

    private static boolean isAddress(String name) {
        return name.matches("[0-9.]+");
    }

    private static boolean isOwn(String name, List<String> own) {
        return own.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .anyMatch(each -> name.equals(each) || name.endsWith("." + each));
    }

    /** Where its TXT record has to be. */
    public String challengeName() {
        return "_tidings-challenge." + value;
    }

    /** Not a domain a tenant can have. */
    public static final class NotUsable extends Refusal {
        NotUsable() {
            super(Kind.INVALID, "domain.name", "The domain is one of your own, such as shop.example.com");
        }
    }

    /** Another tenant has proven it. */
    public static final class Taken extends Refusal {
        public Taken() {
            super(Kind.CONFLICT, "domain.taken", "The domain leads to another tenant");
        }
    }

    /** The tenant's plan has no custom domain. */
    public static final class NotInPlan extends Refusal {
        public NotInPlan() {
            super(Kind.CONFLICT, "plan.custom-domain", "The plan includes no domain of your own");
        }
    }

    /** The tenant has none. */
    public static final class None extends Refusal {
        public None() {
            super(Kind.NOT_FOUND, "domain.not-found", "The tenant has no domain of its own");
        }
    }
}
