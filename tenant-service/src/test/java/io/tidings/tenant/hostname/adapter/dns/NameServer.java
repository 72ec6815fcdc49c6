package io.tidings.tenant.hostname.adapter.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on UDP (RFC 1035) that knows a few TXT records, answers SERVFAIL for some names and is silent for others. */
final class NameServer implements AutoCloseable {
    private static final int NXDOMAIN = 3;
    private static final int SERVFAIL = 2;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().start(this::serve);

    NameServer() throws SocketException {}

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    void has(String name, String... texts) {
        records.put(name, List.of(texts));
    }

    void fails(String name) {
        broken.add(name);
    }

    void ignores(String name) {
        silent.add(name);
    }

    private void serve() {
        var buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var query = Arrays.copyOf(packet.getData(), packet.getLength());
                var name = name(query);
                if (!silent.contains(name)) {
                    var answer = answer(query, name);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static String name(byte[] query) {
        var bytes = ByteBuffer.wrap(query, 12, query.length - 12);
        var labels = new ArrayList<String>();
        for (var length = bytes.get(); length > 0; length = bytes.get()) {
            var label = new byte[length];
            bytes.get(label);
            labels.add(new String(label, US_ASCII));
        }
        return String.join(".", labels);
    }

    private byte[] answer(byte[] query, String name) throws IOException {
        var texts = records.get(name);
        var code = broken.contains(name) ? SERVFAIL : texts == null ? NXDOMAIN : 0;
        var found = code == 0 && texts != null ? texts : List.<String>of();
        var questionEnd = 12 + name.length() + 2 + 4;
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(query, 0, 2); // id
        out.writeShort(0x8180 | code); // an answer, recursion desired and available
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeShort(0);
        out.writeShort(0);
        out.write(query, 12, questionEnd - 12);
        for (var text : found) {
            out.writeShort(0xc00c); // the name of the question
            out.writeShort(16); // TXT
            out.writeShort(1); // IN
            out.writeInt(60);
            out.writeShort(text.length() + 1);
            out.writeByte(text.length());
            out.write(text.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
