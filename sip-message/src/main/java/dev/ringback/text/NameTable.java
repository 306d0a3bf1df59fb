package dev.ringback.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The well-known header names, numbered; found from octets without making a string.
public final class NameTable {
    /// The number of every name that is not in the table.
    public static final int UNKNOWN = -1;

    /// The numbers of the headers that are read when a message is parsed.
    public static final int VIA = 0;

    public static final int FROM = 1;
    public static final int TO = 2;
    public static final int CALL_ID = 3;
    public static final int CSEQ = 4;
    public static final int MAX_FORWARDS = 5;
    public static final int CONTENT_LENGTH = 6;

    /// Headers up to this number may stand once only; a second one is a way to smuggle.
    public static final int LAST_BASE = CONTENT_LENGTH;

    public static final int ROUTE = 7;
    public static final int RECORD_ROUTE = 8;

    private static final int LAST_SLOT = 511;
    private static final long SMALL = 0x2020202020202020L;
    private static final long HEAD_FACTOR = 0x9e3779b97f4a7c15L;
    private static final long TAIL_FACTOR = 0xc2b2ae3d27d4eb4fL;

    /// Name, then `/` and its compact form if it has one, then `,` if it is a comma list or `+` if
    /// it may stand on several lines, one value each.
    private static final String NAMES =
            """
            Via/v, From/f To/t Call-ID/i CSeq Max-Forwards Content-Length/l Route, Record-Route,
            Contact/m, Content-Type/c Expires Min-Expires Authorization+ Proxy-Authorization+
            WWW-Authenticate+ Proxy-Authenticate+ Authentication-Info Allow, Supported/k,
            Unsupported, Require, Proxy-Require, Accept, Accept-Encoding, Accept-Language,
            Accept-Contact/a, Accept-Resource-Priority, Alert-Info, Allow-Events/u, Call-Info,
            Content-Disposition Content-Encoding/e, Content-Language, Date Error-Info, Event/o
            Feature-Caps, Flow-Timer Geolocation, History-Info, Identity/y+ Identity-Info/n
            In-Reply-To, Info-Package Join Max-Breadth MIME-Version Min-SE Organization
            P-Asserted-Identity, P-Preferred-Identity, Path, Priority Privacy
            Proxy-Authentication-Info RAck Reason, Recv-Info, Refer-Sub Refer-To/r Referred-By/b
            Reject-Contact/j, Replaces Reply-To Request-Disposition/d, Resource-Priority,
            Retry-After RSeq Server Service-Route, Session-Expires/x Session-ID SIP-ETag
            SIP-If-Match Subject/s Subscription-State Target-Dialog Timestamp User-Agent Warning,
            """;

    private static final List<String> ENTRIES = List.of(NAMES.strip().split("\\s+"));
    private static final String[] LONG = longForms();
    private static final char[] COMPACT = compactForms();
    private static final boolean[] LIST = ending(",");
    private static final boolean[] REPEATS = ending("+");
    private static final byte[] BY_LETTER = numbersByLetter();
    private static final @Nullable Slot[] SLOTS = slots();

    private NameTable() {}

    private static String[] longForms() {
        return ENTRIES.stream()
                .map(entry -> entry.replaceFirst("[/,+].*", ""))
                .toArray(String[]::new);
    }

    private static char[] compactForms() {
        char[] compact = new char[ENTRIES.size()];
        for (int number = 0; number < compact.length; number++) {
            int slash = ENTRIES.get(number).indexOf('/');
            compact[number] = slash < 0 ? 0 : ENTRIES.get(number).charAt(slash + 1);
        }
        return compact;
    }

    private static boolean[] ending(String mark) {
        boolean[] marked = new boolean[ENTRIES.size()];
        for (int number = 0; number < marked.length; number++) {
            marked[number] = ENTRIES.get(number).endsWith(mark);
        }
        return marked;
    }

    private static byte[] numbersByLetter() {
        byte[] numbers = new byte[128];
        Arrays.fill(numbers, (byte) UNKNOWN);
        for (int number = 0; number < COMPACT.length; number++) {
            if (COMPACT[number] != 0) {
                numbers[COMPACT[number]] = (byte) number;
            }
        }
        return numbers;
    }

    /// One name: its number, its length, its first and its last eight octets, letters small, and
    /// the bits that make letters small.
    private record Slot(
            int number, int length, long head, long headLetters, long tail, long tailLetters) {
        static Slot of(int number) {
            byte[] name = Ascii.bytes(Ascii.lower(LONG[number]));
            long head = Ascii.head(name, 0, name.length);
            long tail = Ascii.tail(name, 0, name.length);
            long headLetters = Ascii.letters(head);
            return new Slot(number, name.length, head, headLetters, tail, Ascii.letters(tail));
        }

        /// Whether head, tail and length are those of the name, which is all of one that is not
        /// longer than head and tail.
        boolean fits(long otherHead, long otherTail, int otherLength) {
            return (otherHead | headLetters) == head
                    && (otherTail | tailLetters) == tail
                    && otherLength == length;
        }
    }

    /// Each name in its slot, or in the first free one after it.
    private static @Nullable Slot[] slots() {
        @Nullable Slot[] slots = new Slot[LAST_SLOT + 1];
        for (int number = 0; number < LONG.length; number++) {
            Slot name = Slot.of(number);
            int at = place(name.head, name.tail, name.length);
            while (slots[at] != null) {
                at = (at + 1) & LAST_SLOT;
            }
            slots[at] = name;
        }
        return slots;
    }

    /// The same for letters of either case; other octets may fall together, which does no harm.
    private static int place(long head, long tail, int length) {
        long hash = (head | SMALL) * HEAD_FACTOR + (tail | SMALL) * TAIL_FACTOR + length;
        return (int) ((hash ^ (hash >>> 29)) >>> 20) & LAST_SLOT;
    }

    /// The number of the name in a range, long or compact, or [#UNKNOWN].
    public static int number(byte[] bytes, int start, int end) {
        if (start == end) {
            return UNKNOWN;
        }
        if (end - start == 1) {
            int letter = Ascii.lower(bytes[start]);
            return letter < 0 ? UNKNOWN : BY_LETTER[letter];
        }
        long head = Ascii.head(bytes, start, end);
        long tail = Ascii.tail(bytes, start, end);
        int at = place(head, tail, end - start);
        Slot slot = SLOTS[at];
        while (slot != null) {
            if (slot.fits(head, tail, end - start) && isMiddle(bytes, start, end, slot.number)) {
                return slot.number;
            }
            at = (at + 1) & LAST_SLOT;
            slot = SLOTS[at];
        }
        return UNKNOWN;
    }

    /// Whether what head and tail leave out is that of a name.
    private static boolean isMiddle(byte[] bytes, int start, int end, int number) {
        return end - start <= 2 * Long.BYTES
                || Ascii.equalsIgnoreCase(bytes, start, end, LONG[number]);
    }

    /// How many names there are; they are numbered from 0.
    public static int size() {
        return LONG.length;
    }

    /// The long form of a numbered name.
    public static String name(int number) {
        return LONG[number];
    }

    /// The compact form of a numbered name, or 0.
    public static char compact(int number) {
        return COMPACT[number];
    }

    /// Whether the values of a numbered name may stand on one line, separated by commas.
    public static boolean list(int number) {
        return LIST[number];
    }

    /// Whether a numbered name that is no comma list may stand on several lines.
    public static boolean repeats(int number) {
        return REPEATS[number];
    }
}
