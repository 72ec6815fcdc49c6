package io.tidings.gateway.network;

import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a request comes from, as far as it can be believed.
 *
 * @param address of the client, in digits
 * @param proto http or https, as the client spoke it
 */
public record Origin(String address, String proto) {
    private static final int NETWORK_BYTES = 8;

    /** Whose it is, as far as an address can tell: of IPv6 the first 64 bits, since one customer has all behind them. */
    public String network() {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
