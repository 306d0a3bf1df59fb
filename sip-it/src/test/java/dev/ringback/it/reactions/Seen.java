package dev.ringback.it.reactions;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request that SIPp received.
///
/// @param at when, by its clock
/// @param request the request, octet for octet
record Seen(LocalDateTime at, SipRequest request) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Pattern ENTRY =
            Pattern.compile(
                    "-{20,} ([0-9-]+ [0-9:.]+)\n\\S+ message received \\[(\\d+)\\] bytes :\n\n");

    /// Reads them out of SIPp's notes, in their order.
    static List<Seen> in(String notes) {
        List<Seen> seen = new ArrayList<>();
        Matcher entry = ENTRY.matcher(notes);
        while (entry.find()) {
            int length = Integer.parseInt(entry.group(2));
            String text = notes.substring(entry.end(), entry.end() + length);
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            if (new MessageParser(ParseLimits.defaults()).parse(octets)
                            instanceof Parsed(SipMessage message)
                    && message instanceof SipRequest request) {
                seen.add(new Seen(LocalDateTime.parse(entry.group(1), TIME), request));
            }
        }
        return seen;
    }
}
