package dev.ringback.header.notice;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.text.WireText;
import org.jspecify.annotations.Nullable;

/// More about a response than its status says: RFC 3261 §20.43. Any number of values.
///
/// @param code 300 to 399 in SIP; 0 to 999
/// @param agent who says so: a host, a host and a port, or a name
/// @param text for people, without quotes
public record Warning(int code, String agent, String text) {
    private static final int MOST = 999;
    private static final String GRAMMAR = "RFC 3261 §25.1";

    /// How it is read.
    public static final HeaderField<Warning> FIELD =
            HeaderField.of(HeaderName.WARNING, Warning::read)
                    .defined(
                            "RFC 3261 §20.43",
                            """
                            Warning       = "Warning" HCOLON warning-value *(COMMA warning-value)
                            warning-value = warn-code SP warn-agent SP warn-text
                            warn-code     = 3DIGIT
                            warn-agent    = hostport / pseudonym
                            warn-text     = quoted-string
                            pseudonym     = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            r      -      -   o   o   o   o   o   o   o   o   o   o   o   o   o
                            R      -      .   .   .   .   .   .   .   .   .   .   .   o   .   .
                            """)
                    .checked(Warning::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the code is out of range, the agent has characters that
    ///     no host or token has, or the text has line ends
    public Warning {
        if (code < 0 || code > MOST || !isAgent(Ascii.bytes(agent), 0)) {
            throw new IllegalArgumentException("no warning: " + code + ' ' + agent);
        }
        WireText.quotable("a warning's text", text);
    }

    private static boolean isAgent(byte[] bytes, int start) {
        return bytes.length > start
                && Ascii.skip(bytes, start, bytes.length, Ascii.VALUE) == bytes.length;
    }

    private static @Nullable Warning read(byte[] bytes, int start, int end) {
        int codeEnd = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        int code = (int) Ascii.decimal(bytes, start, codeEnd, MOST);
        int agent = Ascii.skip(bytes, codeEnd, end, Ascii.WHITE);
        int agentEnd = Ascii.skip(bytes, agent, end, Ascii.VALUE);
        int text = Ascii.skip(bytes, agentEnd, end, Ascii.WHITE);
        boolean good =
                code >= 0
                        && agent > codeEnd
                        && agentEnd > agent
                        && (text > agentEnd || text == end)
                        && isText(bytes, text, end);
        return good
                ? new Warning(
                        code,
                        Ascii.text(bytes, agent, agentEnd),
                        Quoted.unquote(Ascii.text(bytes, text, end)))
                : null;
    }

    /// Whether the range is a quoted string, or text that has no quotes.
    private static boolean isText(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                return false;
            }
        }
        return start == end || bytes[start] != '"' || Quoted.end(bytes, start, end) == end;
    }

    private static void check(Warning value, byte[] bytes, int start, int end, Findings findings) {
        int codeEnd = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        int agent = Ascii.skip(bytes, codeEnd, end, Ascii.WHITE);
        int agentEnd = Ascii.skip(bytes, agent, end, Ascii.VALUE);
        int text = Ascii.skip(bytes, agentEnd, end, Ascii.WHITE);
        if (codeEnd - start != 3) {
            findings.error(start, "Warning code is not three digits", GRAMMAR);
        }
        if (!isHostOrToken(bytes, agent, agentEnd)) {
            findings.error(agent, "Warning agent is neither host nor token", GRAMMAR);
        }
        if (text == end || bytes[text] != '"') {
            findings.error(text, "Warning text needs quotes", GRAMMAR);
        }
        if (!isSpace(bytes, codeEnd, agent) || (text < end && !isSpace(bytes, agentEnd, text))) {
            findings.error(codeEnd, "Parts of a warning stand one space apart", GRAMMAR);
        }
    }

    private static boolean isSpace(byte[] bytes, int start, int end) {
        return end - start == 1 && bytes[start] == ' ';
    }

    private static boolean isHostOrToken(byte[] bytes, int start, int end) {
        if (Ascii.skip(bytes, start, end, Ascii.TOKEN) == end) {
            return true;
        }
        int host = HostSyntax.end(bytes, start, end);
        boolean port =
                host > 0
                        && host < end
                        && bytes[host] == ':'
                        && HostSyntax.port(bytes, host + 1, end) > 0;
        return host == end || port;
    }

    /// The wire form.
    @Override
    public String toString() {
        String digits = "00" + code;
        return digits.substring(digits.length() - 3) + ' ' + agent + ' ' + Quoted.quote(text);
    }
}
