package dev.ringback.location;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowOctets;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A binding of an address-of-record to a contact address: RFC 3261 §10.3. Immutable.
///
/// There may be millions, so what it is made of stands side by side in one array, as in a file, and
/// is read when somebody asks. Those that ask for a contact make a request of it anyway.
public final class Binding {
    private static final List<FlowLoss> LOSSES = List.of(FlowLoss.values());
    private static final int FAILED = 0x8;

    /// More than any request has.
    private static final int MOST_OCTETS = 1 << 24;

    /// The contact, its parameters, the Call-ID, and the flow as [FlowOctets] writes it, marked
    /// with what its loss means (0 where nobody is reached by it) and whether it is lost.
    private final byte[] octets;

    private final int contactEnd;
    private final int parametersEnd;
    private final int callIdEnd;
    private final int q;
    private final long expiresAt;
    private final long cseq;
    private final InetSocketAddress local;
    private final List<NameAddress> path;

    /// @param contact the contact address
    /// @param parameters the Contact's own parameters, without `q` and `expires`
    /// @param q the preference in thousandths, 0 to 1000; -1 where none was given, which means 1000
    /// @param expiresAt when it ends, in monotonic nanoseconds
    /// @param registration the request that made it or refreshed it last
    public Binding(
            Uri contact, Parameters parameters, int q, long expiresAt, Registration registration) {
        byte[] uri = contact.toString().getBytes(UTF_8);
        byte[] own = parameters.toString().getBytes(UTF_8);
        byte[] callId = registration.callId().getBytes(UTF_8);
        byte[] flow = FlowOctets.of(registration.flow());
        this.contactEnd = uri.length;
        this.parametersEnd = contactEnd + own.length;
        this.callIdEnd = parametersEnd + callId.length;
        this.octets = Arrays.copyOf(uri, callIdEnd + flow.length);
        System.arraycopy(own, 0, octets, contactEnd, own.length);
        System.arraycopy(callId, 0, octets, parametersEnd, callId.length);
        System.arraycopy(flow, 0, octets, callIdEnd, flow.length);
        this.q = q;
        this.expiresAt = expiresAt;
        this.cseq = registration.cseq();
        this.local = registration.flow().local();
        this.path = registration.path();
    }

    private Binding(Binding fresh, Binding old) {
        this.octets = old.octets;
        this.contactEnd = fresh.contactEnd;
        this.parametersEnd = fresh.parametersEnd;
        this.callIdEnd = fresh.callIdEnd;
        this.q = fresh.q;
        this.expiresAt = fresh.expiresAt;
        this.cseq = fresh.cseq;
        this.local = fresh.local.equals(old.local) ? old.local : fresh.local;
        this.path = fresh.path.equals(old.path) ? old.path : fresh.path;
    }

    /// What was [written][#write].
    ///
    /// @param expiresAt when it ends, in monotonic nanoseconds
    /// @throws IOException where it ends too early, or is none
    public static Binding read(DataInput from, long expiresAt) throws IOException {
        return new Binding(from, expiresAt);
    }

    private Binding(DataInput from, long expiresAt) throws IOException {
        this.contactEnd = from.readInt();
        this.parametersEnd = from.readInt();
        this.callIdEnd = from.readInt();
        this.octets = octets(from);
        this.q = from.readShort();
        this.cseq = from.readLong();
        InetAddress own = InetAddress.getByAddress(octets(from));
        this.local = new InetSocketAddress(own, from.readUnsignedShort());
        List<NameAddress> read = new ArrayList<>();
        for (int left = from.readInt(); left > 0; left--) {
            NameAddress hop = NameAddress.parse(new String(octets(from), UTF_8));
            if (hop == null) {
                throw new IOException("a Path that is none");
            }
            read.add(hop);
        }
        this.path = List.copyOf(read);
        this.expiresAt = expiresAt;
    }

    private static byte[] octets(DataInput from) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > MOST_OCTETS) {
            throw new IOException("a binding of " + length + " octets");
        }
        byte[] octets = new byte[length];
        from.readFully(octets);
        return octets;
    }

    /// Writes it down for [#read], all but when it ends, which is said in the time of a process.
    public void write(DataOutput to) throws IOException {
        to.writeInt(contactEnd);
        to.writeInt(parametersEnd);
        to.writeInt(callIdEnd);
        write(to, octets);
        to.writeShort(q);
        to.writeLong(cseq);
        write(to, local.getAddress().getAddress());
        to.writeShort(local.getPort());
        to.writeInt(path.size());
        for (NameAddress hop : path) {
            write(to, hop.toString().getBytes(UTF_8));
        }
    }

    private static void write(DataOutput to, byte[] octets) throws IOException {
        to.writeInt(octets.length);
        to.write(octets);
    }

    /// This binding, of a client that is reached by its flow and not by its contact.
    ///
    /// @param loss what it means when the flow is gone
    public Binding reachedByFlow(FlowLoss loss) {
        return marked(LOSSES.indexOf(loss) + 1);
    }

    /// This binding, whose flow is known to be gone: RFC 5626 §7.
    public Binding flowFailed() {
        return marked(FlowOctets.mark(octets, callIdEnd) | FAILED);
    }

    private Binding marked(int mark) {
        byte[] marked = octets.clone();
        FlowOctets.mark(marked, callIdEnd, mark);
        return new Binding(this, marked);
    }

    /// This binding with another path.
    public Binding withPath(List<NameAddress> proxies) {
        return new Binding(this, octets, List.copyOf(proxies));
    }

    private Binding(Binding from, byte[] octets) {
        this(from, octets, from.path);
    }

    private Binding(Binding from, byte[] octets, List<NameAddress> path) {
        this.octets = octets;
        this.contactEnd = from.contactEnd;
        this.parametersEnd = from.parametersEnd;
        this.callIdEnd = from.callIdEnd;
        this.q = from.q;
        this.expiresAt = from.expiresAt;
        this.cseq = from.cseq;
        this.local = from.local;
        this.path = path;
    }

    /// This binding in the place of an older one of the same contact: keeps of that what both have
    /// in common, so that a client that refreshes leaves nothing old behind.
    public Binding replacing(Binding old) {
        return samePlaces(old) && Arrays.equals(octets, old.octets) ? new Binding(this, old) : this;
    }

    private boolean samePlaces(Binding other) {
        return contactEnd == other.contactEnd
                && parametersEnd == other.parametersEnd
                && callIdEnd == other.callIdEnd;
    }

    /// The contact address.
    public Uri contact() {
        return Objects.requireNonNull(Uri.parse(octets, 0, contactEnd));
    }

    /// The Contact's own parameters, without `q` and `expires`.
    public Parameters parameters() {
        return Parameters.read(octets, contactEnd, parametersEnd);
    }

    /// The preference in thousandths, 0 to 1000; -1 where none was given, which means 1000.
    public int q() {
        return q;
    }

    /// When it ends, in monotonic nanoseconds.
    public long expiresAt() {
        return expiresAt;
    }

    /// The request that made it or refreshed it last.
    public Registration registration() {
        return new Registration(callId(), cseq, flow(), path);
    }

    /// The CSeq number of that request.
    public long cseq() {
        return cseq;
    }

    /// How that request came.
    public Flow flow() {
        return FlowOctets.flow(local, octets, callIdEnd);
    }

    /// Whether that request came on a connection, and so [#flow] is one.
    public boolean onConnection() {
        return FlowOctets.transport(octets, callIdEnd).reliable();
    }

    /// The flow by which the client is reached; null where the contact and the path lead to it.
    public @Nullable FlowUse flowUse() {
        int loss = FlowOctets.mark(octets, callIdEnd) & ~FAILED;
        return loss == 0 ? null : new FlowUse(flow(), LOSSES.get(loss - 1));
    }

    /// Whether the client is reached by its flow and by nothing else: who listens at its contact is
    /// reached there, and who has a path by that.
    public boolean onlyByFlow() {
        FlowUse use = flowUse();
        return use != null && use.loss() != FlowLoss.RESOLVE && path.isEmpty();
    }

    /// Whether its flow is known to be gone, so that nobody is reached until the client registers
    /// again.
    public boolean failed() {
        return (FlowOctets.mark(octets, callIdEnd) & FAILED) != 0;
    }

    /// The proxies through which to reach the contact, the next one first: RFC 3327.
    public List<NameAddress> path() {
        return path;
    }

    private String callId() {
        return new String(octets, parametersEnd, callIdEnd - parametersEnd, UTF_8);
    }

    /// Whether the request that made it had this Call-ID.
    public boolean hasCallId(String callId) {
        return callId().equals(callId);
    }

    /// Whether the same request made or refreshed both: same Call-ID, same CSeq.
    public boolean sameRequest(Binding other) {
        return cseq == other.cseq && callId().equals(other.callId());
    }

    /// Whether the binding still stands.
    public boolean active(long now) {
        return expiresAt - now > 0;
    }

    /// Whether this is the binding of that contact address: by RFC 3261 §19.1.4 for SIP URIs, by
    /// the rules of their scheme for others. A SIPS URI stands for the SIP URI, too, and takes its
    /// place: RFC 5630 §5.1.1.1.
    public boolean matches(Uri other) {
        boolean alike = new String(octets, 0, contactEnd, UTF_8).equals(other.toString());
        return alike || plain(contact()).equivalent(plain(other));
    }

    private static Uri plain(Uri uri) {
        return uri instanceof SipUri sip ? sip.withSecure(false) : uri;
    }

    /// The remaining lifetime in seconds, rounded up, so that an active binding never reads 0.
    public long remainingSeconds(long now) {
        return Math.max(0, Math.ceilDiv(expiresAt - now, 1_000_000_000L));
    }

    /// How many octets it takes to write down what the client chose of it: Contact, Path, Call-ID.
    public int octets() {
        int length = callIdEnd;
        for (NameAddress hop : path) {
            length += hop.toString().length();
        }
        return length;
    }

    /// Whether both say the same, the contact written alike.
    @Override
    public boolean equals(Object other) {
        return other instanceof Binding binding
                && samePlaces(binding)
                && Arrays.equals(octets, binding.octets)
                && q == binding.q
                && expiresAt == binding.expiresAt
                && cseq == binding.cseq
                && local.equals(binding.local)
                && path.equals(binding.path);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(octets) + Long.hashCode(expiresAt);
    }

    /// For people.
    @Override
    public String toString() {
        return "<"
                + contact()
                + '>'
                + parameters()
                + " until "
                + expiresAt
                + " by "
                + callId()
                + (failed() ? ", lost" : "");
    }
}
