package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.From;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.Via;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.HeaderSyntax;
import dev.ringback.text.NameTable;
import dev.ringback.text.Quoted;
import org.jspecify.annotations.Nullable;

/// The headers that every message needs: RFC 3261 §8.1.1. They are checked and read in one go when
/// the message is made, and never again. Filled by one thread, then only read.
public final class BaseHeaders {
    private @Nullable Via topVia;

    /// Whether the top Via is the only value of its line.
    private boolean aloneInLine;

    private @Nullable From from;
    private @Nullable To to;
    private @Nullable String callId;
    private @Nullable CSeq cSeq;
    private int maxForwards = -1;

    /// Nothing read yet.
    public BaseHeaders() {}

    /// For a message with faults: what can be read of its base headers.
    public static BaseHeaders lenient(HeaderIndex index) {
        BaseHeaders headers = new BaseHeaders();
        for (int line = 0; line < index.lines(); line++) {
            int number = index.number(line);
            if (number >= 0 && number <= NameTable.LAST_BASE) {
                byte[] value = index.unfolded(line);
                headers.read(number, value, 0, value.length);
            }
        }
        return headers;
    }

    /// Reads the value of a line. Of several Vias the first is kept and the others are checked.
    ///
    /// @param number the number of the header's name, at most [NameTable#LAST_BASE]
    /// @param bytes what the value is in; not kept
    /// @param start where it begins, without white space
    /// @param end where it ends, without white space
    /// @return what is wrong with it, in words, or null when nothing is
    public @Nullable String read(int number, byte[] bytes, int start, int end) {
        boolean good =
                switch (number) {
                    case NameTable.VIA -> readVia(bytes, start, end);
                    case NameTable.FROM -> readFrom(bytes, start, end);
                    case NameTable.TO -> readTo(bytes, start, end);
                    case NameTable.CALL_ID -> readCallId(bytes, start, end);
                    case NameTable.CSEQ -> readCSeq(bytes, start, end);
                    case NameTable.MAX_FORWARDS -> readMaxForwards(bytes, start, end);
                    default -> Ascii.decimal(bytes, start, end, Integer.MAX_VALUE) >= 0;
                };
        return good ? null : "Malformed " + NameTable.name(number) + " header field";
    }

    private boolean readVia(byte[] bytes, int start, int end) {
        if (topVia != null) {
            return HeaderSyntax.isVias(bytes, start, end);
        }
        int comma = Quoted.comma(bytes, start, end);
        topVia = Via.FIELD.parse(bytes, start, comma);
        aloneInLine = comma == end;
        return topVia != null && (comma == end || HeaderSyntax.isVias(bytes, comma + 1, end));
    }

    private boolean readFrom(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        from = address == null ? null : new From(address);
        return address != null;
    }

    private boolean readTo(byte[] bytes, int start, int end) {
        NameAddress address = NameAddress.read(bytes, start, end);
        to = address == null ? null : new To(address);
        return address != null;
    }

    private boolean readCallId(byte[] bytes, int start, int end) {
        boolean good = HeaderSyntax.isCallId(bytes, start, end);
        callId = good ? Ascii.text(bytes, start, end) : null;
        return good;
    }

    private boolean readCSeq(byte[] bytes, int start, int end) {
        cSeq = CSeq.FIELD.parse(bytes, start, end);
        return cSeq != null;
    }

    private boolean readMaxForwards(byte[] bytes, int start, int end) {
        maxForwards = (int) Ascii.decimal(bytes, start, end, HeaderSyntax.MOST_FORWARDS);
        return maxForwards >= 0;
    }

    /// Takes what other headers have over, for a line that is copied as it is.
    void take(int number, BaseHeaders other) {
        switch (number) {
            case NameTable.VIA -> takeVia(other);
            case NameTable.FROM -> from = other.from;
            case NameTable.TO -> to = other.to;
            case NameTable.CALL_ID -> callId = other.callId;
            case NameTable.CSEQ -> cSeq = other.cSeq;
            case NameTable.MAX_FORWARDS -> maxForwards = other.maxForwards;
            default -> {}
        }
    }

    private void takeVia(BaseHeaders other) {
        topVia = other.topVia;
        aloneInLine = other.aloneInLine;
    }

    /// The same with another top Via, the only value of its line.
    BaseHeaders withTopVia(Via via) {
        BaseHeaders made = withoutVia();
        made.topVia = via;
        made.aloneInLine = true;
        return made;
    }

    /// The same with the first Via of a line on top.
    ///
    /// @param bytes what the line is in
    /// @param start where its value begins
    /// @param end where it ends
    BaseHeaders withTopVia(byte[] bytes, int start, int end) {
        BaseHeaders made = withoutVia();
        if (!made.readVia(bytes, start, end)) {
            throw new IllegalStateException("Via was not checked");
        }
        return made;
    }

    private BaseHeaders withoutVia() {
        BaseHeaders made = new BaseHeaders();
        made.from = from;
        made.to = to;
        made.callId = callId;
        made.cSeq = cSeq;
        made.maxForwards = maxForwards;
        return made;
    }

    /// The value of a header field that has one line, when it was read already; else null.
    @SuppressWarnings("unchecked") // each value is of the type of its header field
    <T> @Nullable T known(HeaderField<T> field) {
        Object value =
                switch (field.name().number()) {
                    case NameTable.VIA -> field == Via.FIELD && aloneInLine ? topVia : null;
                    case NameTable.FROM -> field == From.FIELD ? from : null;
                    case NameTable.TO -> field == To.FIELD ? to : null;
                    case NameTable.CSEQ -> field == CSeq.FIELD ? cSeq : null;
                    default -> null;
                };
        return (T) value;
    }

    @Nullable Via topVia() {
        return topVia;
    }

    @Nullable From from() {
        return from;
    }

    @Nullable To to() {
        return to;
    }

    @Nullable String callId() {
        return callId;
    }

    /// The CSeq, or null when there is none that can be read.
    public @Nullable CSeq cSeq() {
        return cSeq;
    }

    /// The Max-Forwards, or -1.
    int maxForwards() {
        return maxForwards;
    }
}
