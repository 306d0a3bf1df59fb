package dev.ringback.resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// A name server on a UDP port of 127.0.0.1 that says what a test wants, true or not; an empty
/// reply is none.
final class FakeNameServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final DatagramSocket socket;
    private final Function<Message, byte[]> replies;

    FakeNameServer(Function<Message, byte[]> replies) {
        this.replies = replies;
        try {
            socket =
                    new DatagramSocket(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /// A reply to a query.
    static Message reply(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    /// A record, its text as in a zone file.
    static Record record(String name, int type, long ttl, String text) {
        try {
            Name owner = Name.fromString(name, Name.root);
            return Record.fromString(owner, type, DClass.IN, ttl, text, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private void serve() {
        byte[] bytes = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                Message query = new Message(Arrays.copyOf(bytes, packet.getLength()));
                Record question = query.getQuestion();
                asked.add(
                        question.getName().toString(true) + " " + Type.string(question.getType()));
                byte[] reply = replies.apply(query);
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException _) {
            socket.close(); // the test is over
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
