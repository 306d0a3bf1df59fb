package dev.ringback.parse;

import dev.ringback.header.NameAddress;
import dev.ringback.message.BaseHeaders;
import dev.ringback.message.SipResponse;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.HeaderSyntax;
import dev.ringback.text.NameTable;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.ViaScan;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The response to a request that could not be read: RFC 3261 §8.2.6, as far as what it must
/// repeat is there. It repeats clean lines only, and is hardly longer than the request.
final class Refusal {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final byte[] bytes;
    private final int end;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(512);
    private int at;
    private int seen;
    private int to = -1;
    private int toEnd;

    /// @param at where the header lines begin
    Refusal(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /// The response, or null when no Via says where it should go.
    @Nullable SipResponse reply(Fault fault, String reason) {
        while (at < end && bytes[at] != '\r') {
            int line = at;
            at = logicalEnd(line);
            if (at < 0 || !repeat(line, at - 2)) {
                break;
            }
        }
        if ((seen & (1 << NameTable.VIA)) == 0) {
            return null;
        }
        String tag = to < 0 ? "" : tag();
        ByteArrayOutputStream message = new ByteArrayOutputStream(lines.size() + 128);
        message.writeBytes(Ascii.bytes("SIP/2.0 " + fault.status() + ' ' + reason + "\r\n"));
        message.writeBytes(lines.toByteArray());
        if (to >= 0) {
            message.write(bytes, to, toEnd - to);
            message.writeBytes(Ascii.bytes(tag + "\r\n"));
        }
        message.writeBytes(Ascii.bytes("Content-Length: 0\r\n\r\n"));
        return response(message.toByteArray());
    }

    private static @Nullable SipResponse response(byte[] message) {
        ParseLimits limits =
                new ParseLimits(
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        0);
        MessageScan scan = new MessageScan(message, 0, message.length, limits);
        HeaderIndex index = scan.index();
        return scan.startLine() && scan.headerLines()
                ? SipResponse.of(index, BaseHeaders.lenient(index))
                : null;
    }

    /// Where the line that begins here ends, with its folds and the CRLF; -1 when it does not.
    private int logicalEnd(int line) {
        int from = line;
        while (from + 1 < end) {
            boolean crlf = bytes[from] == '\r' && bytes[from + 1] == '\n';
            boolean fold = crlf && from + 2 < end && Ascii.is(bytes[from + 2], Ascii.WHITE);
            if (crlf && !fold) {
                return from + 2;
            }
            from++;
        }
        return -1;
    }

    /// Repeats a line if it is one to repeat. False when a reply has become impossible.
    private boolean repeat(int line, int lineEnd) {
        int nameEnd = Ascii.skip(bytes, line, lineEnd, Ascii.TOKEN);
        int colon = Ascii.skip(bytes, nameEnd, lineEnd, Ascii.WHITE);
        if (nameEnd == line || colon == lineEnd || bytes[colon] != ':') {
            return true;
        }
        int number = NameTable.number(bytes, line, nameEnd);
        if (number < 0 || number > NameTable.CSEQ) {
            return true;
        }
        boolean first = (seen & (1 << number)) == 0;
        if (number != NameTable.VIA && !first) {
            return true;
        }
        boolean via = number == NameTable.VIA;
        boolean clean = isClean(colon + 1, lineEnd);
        if (clean && via && first && !isVia(colon + 1, lineEnd)) {
            return topVia(colon + 1, lineEnd);
        }
        if (!clean) {
            seen = via ? 0 : seen;
            return !via;
        }
        seen |= 1 << number;
        if (number == NameTable.TO) {
            to = line;
            toEnd = lineEnd;
        } else {
            lines.write(bytes, line, lineEnd + 2 - line);
        }
        return true;
    }

    private boolean isClean(int from, int lineEnd) {
        int clean = from;
        while (true) {
            clean = Ascii.skip(bytes, clean, lineEnd, Ascii.TEXT);
            if (clean == lineEnd) {
                return true;
            }
            if (clean + 2 >= lineEnd || bytes[clean] != '\r' || bytes[clean + 1] != '\n') {
                return false;
            }
            clean += 2;
        }
    }

    private byte[] unfolded(int from, int lineEnd) {
        byte[] value = Arrays.copyOfRange(bytes, from, lineEnd);
        for (int i = 0; i < value.length; i++) {
            value[i] = value[i] == '\r' || value[i] == '\n' ? (byte) ' ' : value[i];
        }
        return value;
    }

    private boolean isVia(int from, int lineEnd) {
        byte[] value = unfolded(from, lineEnd);
        return HeaderSyntax.isVias(value, 0, value.length);
    }

    /// Repeats of a malformed top Via what can be read: its first value without the parameters from
    /// the first malformed one on. RFC 4475 §3.1.2.1 wants a reply to such a request.
    private boolean topVia(int from, int lineEnd) {
        byte[] value = unfolded(from, lineEnd);
        int first = Ascii.skip(value, 0, value.length, Ascii.WHITE);
        int good = first;
        while (good < value.length && value[good] != ';' && value[good] != ',') {
            good++;
        }
        if (!new ViaScan().scan(value, first, Ascii.trimEnd(value, first, good))) {
            return false;
        }
        int next = parameterEnd(value, good);
        for (int count = 0; next >= 0 && count < ParameterSyntax.MOST; count++) {
            good = next;
            next = parameterEnd(value, good);
        }
        lines.writeBytes(Ascii.bytes("Via: "));
        lines.write(value, first, Ascii.trimEnd(value, first, good) - first);
        lines.writeBytes(Ascii.bytes("\r\n"));
        seen |= 1 << NameTable.VIA;
        return true;
    }

    /// The end of the parameter that begins at a semicolon here, or -1 when none does.
    private static int parameterEnd(byte[] value, int at) {
        if (at == value.length || value[at] != ';') {
            return -1;
        }
        int name = Ascii.skip(value, at + 1, value.length, Ascii.WHITE);
        return ParameterSyntax.parameter(value, name, value.length);
    }

    /// A tag for a To that can be read and has none, the same for every copy of the request
    /// (§8.2.7).
    private String tag() {
        int colon = to;
        while (bytes[colon] != ':') {
            colon++;
        }
        byte[] value = unfolded(colon + 1, toEnd);
        NameAddress address = NameAddress.parse(Ascii.text(value, 0, value.length));
        if (address == null || address.tag() != null) {
            return "";
        }
        long hash = FNV_START;
        for (byte octet : lines.toByteArray()) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return ";tag=" + Long.toHexString(hash);
    }
}
