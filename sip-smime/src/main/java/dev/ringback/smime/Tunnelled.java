package dev.ringback.smime;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.header.time.Date;
import dev.ringback.message.HeaderSection;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.FragmentResult;
import dev.ringback.parse.SipFragment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that came inside of another, compared with it: RFC 3261 §23.4.
///
/// @param inner the message inside. It names no dialog and no transaction: only what users see may
///     be taken from it, with [#display]
/// @param whole whether it is a `message/sip`; a `message/sipfrag` has some of the header fields
/// @param discrepancies what is different and may not be
/// @param clock how far the Date inside is from our clock, when that is an hour or more (§23.4.2);
///     null when it is less, or there is no Date
public record Tunnelled(
        SipFragment inner,
        boolean whole,
        List<Discrepancy> discrepancies,
        @Nullable Duration clock) {
    /// How far clocks may be apart.
    public static final Duration FAR = Duration.ofHours(1);

    private static final List<HeaderName> DIALOG =
            List.of(HeaderName.TO, HeaderName.FROM, HeaderName.CALL_ID, HeaderName.CSEQ);

    /// Copies the list.
    public Tunnelled {
        discrepancies = List.copyOf(discrepancies);
    }

    /// What could be read, before it is compared.
    record Read(SipFragment inner, boolean whole) {}

    /// Compares what was opened with the message that it came in.
    ///
    /// @param content what was signed or encrypted
    /// @param outer the message
    /// @param encrypted whether it was encrypted: then some header fields may be inside only
    /// @param now the time
    /// @return null when it is no message inside, or not one that can be read
    public static @Nullable Tunnelled of(
            BodyPart content, SipMessage outer, boolean encrypted, Instant now) {
        Read read = read(content);
        if (read == null) {
            return null;
        }
        HeaderIntegrity integrity = new HeaderIntegrity(read.inner(), read.whole(), encrypted);
        List<Date> dates = read.inner().headers().read(Date.FIELD).values();
        Duration apart = dates.isEmpty() ? null : apart(dates.getFirst(), now);
        return new Tunnelled(read.inner(), read.whole(), integrity.compare(outer), apart);
    }

    static @Nullable Read read(BodyPart content) {
        ContentType type = content.contentType();
        boolean whole = type != null && type.is("message", "sip");
        boolean some = type != null && type.is("message", "sipfrag");
        byte[] octets = whole || some ? Entities.decoded(content) : null;
        if (octets == null) {
            return null;
        }
        return SipFragment.parse(octets) instanceof FragmentResult.Parsed(SipFragment inner)
                ? new Read(inner, whole)
                : null;
    }

    private static @Nullable Duration apart(Date date, Instant now) {
        Duration apart = Duration.between(date.instant(), now).abs();
        return apart.compareTo(FAR) < 0 ? null : apart;
    }

    /// Whether nothing was changed that may not be.
    public boolean intact() {
        return discrepancies.stream().noneMatch(d -> d.kind() == Discrepancy.Kind.VIOLATION);
    }

    /// Whether it has at least From, To, Call-ID and CSeq: then a signature over it says that its
    /// signer sent this very request (§23.4.2).
    public boolean authenticates() {
        return DIALOG.stream().allMatch(inner.headers()::has);
    }

    /// What users are to see of a header field: what is inside where that may be hidden
    /// (§23.4.1.2), else what is outside. It must not go into any other message.
    public List<String> display(HeaderName name, SipMessage outer) {
        boolean inside = HeaderIntegrity.HIDEABLE.contains(name) && inner.headers().has(name);
        return inside ? inner.headers().values(name) : outer.values(name);
    }

    /// The body of the message inside, with what describes it; null when it has none.
    public @Nullable BodyPart body() {
        HeaderSection headers = inner.headers();
        byte[] body = inner.body();
        return body.length == 0 ? null : Entities.of(headers, body);
    }
}
