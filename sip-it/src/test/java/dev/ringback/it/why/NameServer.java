package dev.ringback.it.why;

import dev.ringback.it.peer.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on 127.0.0.1 whose domains have each their own trouble.
final class NameServer implements AutoCloseable {
    private static final long LIFE = 60;

    private final DatagramSocket socket;

    NameServer() {
        try {
            socket = new DatagramSocket(Loopback.at(0));
            Record first = Record.newRecord(Name.fromString("first.test."), Type.A, DClass.IN);
            byte[] _ = reply(Message.newQuery(first)); // loads what the first reply needs
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] octets = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(octets, octets.length);
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(octets, packet.getLength()));
                byte[] reply = reply(query);
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // closed in the end
            }
        }
    }

    private static byte[] reply(Message query) throws IOException {
        Record question = query.getQuestion();
        String name = question.getName().toString(true);
        String host = name.replaceFirst("^(_\\w+\\.)+", "");
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(question, Section.QUESTION);
        switch (host) {
            case "silent.test" -> {
                return new byte[0];
            }
            case "servfail.test" -> reply.getHeader().setRcode(Rcode.SERVFAIL);
            case "circle.test" -> add(reply, name, Type.CNAME, "round.test.");
            case "declined.test" -> services(reply, question, "0 0 0 .");
            case "lost.test" -> services(reply, question, "0 0 5060 nobody.test.");
            case "chain.test" -> {
                services(reply, question, "10 0 9 first.test.");
                services(reply, question, "20 0 10 second.test.");
            }
            case "first.test", "second.test" -> address(reply, question);
            case "empty.test" -> {} // the name is there, and nothing else
            default -> reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply.toWire();
    }

    private static void services(Message reply, Record question, String text) throws IOException {
        if (question.getType() == Type.SRV
                && question.getName().toString().startsWith("_sip._udp")) {
            add(reply, question.getName().toString(true), Type.SRV, text);
        }
    }

    private static void address(Message reply, Record question) throws IOException {
        if (question.getType() == Type.A) {
            add(reply, question.getName().toString(true), Type.A, "127.0.0.1");
        }
    }

    private static void add(Message reply, String name, int type, String text) throws IOException {
        Name owner = Name.fromString(name, Name.root);
        reply.addRecord(
                Record.fromString(owner, type, DClass.IN, LIFE, text, Name.root), Section.ANSWER);
        if (type == Type.CNAME) {
            Name other = Name.fromString(text);
            reply.addRecord(
                    Record.fromString(other, type, DClass.IN, LIFE, name + ".", Name.root),
                    Section.ANSWER);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
