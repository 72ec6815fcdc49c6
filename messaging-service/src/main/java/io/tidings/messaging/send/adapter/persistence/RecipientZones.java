package io.tidings.messaging.send.adapter.persistence;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Where a phone may be, as far as its digits tell. */
final class RecipientZones {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    /** A country that spans more than this has no hour that is day everywhere. */
    private static final int MOST = 6;

    private RecipientZones() {}

    /**
     * The zones of the number's area or country. The tenant's zone alone when it is one of them, when nothing is known, or
     * when they are too many to mean anything.
     */
    static List<ZoneId> of(String phone, ZoneId tenant) {
        try {
            var zones = ZONES.getTimeZonesForNumber(PHONES.parse(phone, null)).stream()
                    .flatMap(RecipientZones::zone)
                    .toList();
            return zones.isEmpty() || zones.size() > MOST || zones.contains(tenant) ? List.of(tenant) : zones;
        } catch (NumberParseException e) {
            return List.of(tenant);
        }
    }

    private static Stream<ZoneId> zone(String name) {
        try {
            return name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())
                    ? Stream.empty()
                    : Stream.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Stream.empty(); // a name this JDK does not know
        }
    }

    /** @param phone or WhatsApp's id of somebody without one, which begins with the country */
    static boolean isInUnitedStates(String phone) {
        if (phone.startsWith("US.")) {
            return true;
        }
        if (!phone.startsWith("+1")) {
            return false;
        }
        try {
            return "US".equals(PHONES.getRegionCodeForNumber(PHONES.parse(phone, null)));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
