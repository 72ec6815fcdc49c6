package io.tidings.gateway.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A list of CIDR blocks (RFC 4632, RFC 4291), IPv4 and IPv6. An IPv4 address written as an IPv6 one is the IPv4 address.
 *
 * @param blocks none means everywhere for a key and nowhere for proxies
 */
public record Networks(List<Block> blocks) {
    /** No restriction. */
    public static final Networks ANYWHERE = new Networks(List.of());

    /**
     * One block.
     *
     * @param address 4 or 16 bytes, zero after the prefix
     */
    record Block(byte[] address, int prefix) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = prefix / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = prefix % 8;
            int mask = 0xff << (8 - rest);
            return rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Block(byte[] bytes, int length)
                    && prefix == length
                    && Arrays.equals(address, bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(address) + prefix;
        }
    }

    /** @throws IllegalArgumentException for what is no block; nothing is looked up */
    public static Networks of(List<String> blocks) {
        return blocks.isEmpty()
                ? ANYWHERE
                : new Networks(blocks.stream().map(Networks::block).toList());
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Whether one of the blocks has this address. @param address in digits; anything else is in none */
    public boolean contains(String address) {
        byte[] bytes;
        try {
            bytes = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        for (Block block : blocks) {
            if (block.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int prefix = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > address.length * 8) {
            throw new IllegalArgumentException("no such prefix");
        }
        for (int i = 0; i < address.length; i++) {
            int bits = Math.clamp(prefix - i * 8L, 0, 8);
            address[i] &= (byte) (0xff << (8 - bits));
        }
        return new Block(address, prefix);
    }
}
