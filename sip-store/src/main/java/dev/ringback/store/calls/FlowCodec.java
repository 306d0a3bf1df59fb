package dev.ringback.store.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A flow as compressed octets, with all that there is of it. The first octet is the version of the
/// format. Any thread.
final class FlowCodec {
    private static final int VERSION = 1;
    private static final int DEEPEST = 8;

    private FlowCodec() {}

    /// The octets of a flow.
    static byte[] encode(CallFlow flow) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(VERSION);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(octets, deflater))) {
            out.writeInt(flow.forgotten());
            out.writeInt(flow.own().size());
            for (InetSocketAddress own : flow.own()) {
                address(out, own);
            }
            out.writeInt(flow.messages().size());
            for (Passed passed : flow.messages()) {
                time(out, passed.at());
                out.writeUTF(passed.transport().parameter());
                address(out, passed.from());
                address(out, passed.to());
                byte[] message = passed.message().toBytes();
                out.writeInt(message.length);
                out.write(message);
            }
            out.writeInt(flow.remarks().size());
            for (Remark remark : flow.remarks()) {
                remark(out, remark);
            }
        } finally {
            deflater.end();
        }
        return octets.toByteArray();
    }

    private static void remark(DataOutputStream out, Remark remark) throws IOException {
        time(out, remark.at());
        text(out, remark.method().name());
        out.writeLong(remark.sequence());
        out.writeInt(remark.status());
        reason(out, remark.reason());
        out.writeInt(remark.story().forgotten());
        out.writeInt(remark.chain().size());
        for (Remark.Link link : remark.chain()) {
            time(out, link.at());
            out.writeInt(link.attempt());
            out.writeBoolean(link.decisive());
            reason(out, link.reason());
        }
    }

    private static void reason(DataOutputStream out, Reason reason) throws IOException {
        text(out, reason.kind());
        out.writeInt(reason.facts().size());
        for (Map.Entry<String, String> fact : reason.facts().entrySet()) {
            text(out, fact.getKey());
            text(out, fact.getValue());
        }
        out.writeInt(reason.parts().size());
        for (Reason part : reason.parts()) {
            reason(out, part);
        }
    }

    private static void time(DataOutputStream out, Instant at) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    private static void address(DataOutputStream out, InetSocketAddress address)
            throws IOException {
        byte[] octets = address.getAddress().getAddress();
        out.writeByte(octets.length);
        out.write(octets);
        out.writeShort(address.getPort());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    /// The flow of octets.
    ///
    /// @throws IOException where they are of none
    static CallFlow decode(String callId, byte[] octets) throws IOException {
        if (octets.length == 0 || octets[0] != VERSION) {
            throw new IOException("a flow of another version");
        }
        ByteArrayInputStream in = new ByteArrayInputStream(octets, 1, octets.length - 1);
        try (DataInputStream flow = new DataInputStream(new InflaterInputStream(in))) {
            return new Reader(flow).flow(callId);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged flow", e);
        }
    }

    /// Reads one flow.
    private record Reader(DataInputStream in) {
        CallFlow flow(String callId) throws IOException {
            int forgotten = in.readInt();
            Set<InetSocketAddress> own = new LinkedHashSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                own.add(address());
            }
            MessageParser parser = new MessageParser(ParseLimits.defaults());
            List<Passed> messages = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                passed(parser, messages);
            }
            List<Remark> remarks = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                remarks.add(remark());
            }
            return new CallFlow(callId, messages, remarks, own, forgotten);
        }

        /// One that another version of the program understood and this one does not is left out.
        private void passed(MessageParser parser, List<Passed> into) throws IOException {
            Instant at = time();
            Transport transport = Transport.named(in.readUTF());
            InetSocketAddress from = address();
            InetSocketAddress to = address();
            byte[] octets = in.readNBytes(in.readInt());
            if (transport != null && parser.parse(octets) instanceof Parsed(SipMessage message)) {
                into.add(new Passed(at, transport, from, to, message));
            }
        }

        private Remark remark() throws IOException {
            Instant at = time();
            Method method = Method.of(text());
            long sequence = in.readLong();
            int status = in.readInt();
            Reason reason = reason(0);
            int forgotten = in.readInt();
            List<Remark.Link> chain = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                chain.add(new Remark.Link(time(), in.readInt(), in.readBoolean(), reason(0)));
            }
            return new Remark(
                    at, method, sequence, status, reason, new Remark.Story(chain, forgotten));
        }

        private Reason reason(int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IOException("a damaged flow");
            }
            String kind = text();
            Map<String, String> facts = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                facts.put(text(), text());
            }
            List<Reason> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(reason(depth + 1));
            }
            return new Reason(kind, facts, parts);
        }

        private Instant time() throws IOException {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        }

        private InetSocketAddress address() throws IOException {
            InetAddress address = InetAddress.getByAddress(in.readNBytes(in.readByte()));
            return new InetSocketAddress(address, in.readUnsignedShort());
        }

        private String text() throws IOException {
            return new String(in.readNBytes(in.readInt()), UTF_8);
        }
    }
}
