package dev.ringback.text;

import java.util.List;

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

    private static final int SLOTS = 512;

    /// Name, then `/` and its compact form if it has one, then `,` if it is a comma list.
    private static final String NAMES =
            """
            Via/v, From/f To/t Call-ID/i CSeq Max-Forwards Content-Length/l Route, Record-Route,
            Contact/m, Content-Type/c Expires Min-Expires Authorization Proxy-Authorization
            WWW-Authenticate Proxy-Authenticate Authentication-Info Allow, Supported/k,
            Unsupported, Require, Proxy-Require, Accept, Accept-Encoding, Accept-Language,
            Accept-Contact/a, Alert-Info, Allow-Events/u, Call-Info, Content-Disposition
            Content-Encoding/e, Content-Language, Date Error-Info, Event/o Flow-Timer Geolocation,
            History-Info, Identity/y Identity-Info/n In-Reply-To, Info-Package Join Max-Breadth
            MIME-Version Min-SE Organization P-Asserted-Identity, P-Preferred-Identity, Path,
            Priority Privacy Proxy-Authentication-Info RAck Reason, Recv-Info, Refer-Sub
            Refer-To/r Referred-By/b Reject-Contact/j, Replaces Reply-To Request-Disposition/d,
            Resource-Priority, Retry-After RSeq Server Service-Route, Session-Expires/x Session-ID
            SIP-ETag SIP-If-Match Subject/s Subscription-State Target-Dialog Timestamp User-Agent
            Warning,
            """;

    private static final String[] LONG;
    private static final char[] COMPACT;
    private static final boolean[] LIST;
    private static final byte[] COMPACT_NUMBERS = new byte[128];
    private static final short[] FIRST = new short[SLOTS];
    private static final short[] NEXT;

    static {
        List<String> entries = List.of(NAMES.strip().split("\\s+"));
        LONG = new String[entries.size()];
        COMPACT = new char[entries.size()];
        LIST = new boolean[entries.size()];
        NEXT = new short[entries.size()];
        java.util.Arrays.fill(FIRST, (short) UNKNOWN);
        java.util.Arrays.fill(COMPACT_NUMBERS, (byte) UNKNOWN);
        for (int i = 0; i < LONG.length; i++) {
            enter(i, entries.get(i));
        }
    }

    private NameTable() {}

    private static void enter(int number, String entry) {
        LIST[number] = entry.endsWith(",");
        String names = LIST[number] ? entry.substring(0, entry.length() - 1) : entry;
        int slash = names.indexOf('/');
        if (slash > 0) {
            COMPACT[number] = names.charAt(slash + 1);
            COMPACT_NUMBERS[COMPACT[number]] = (byte) number;
        }
        String name = slash > 0 ? names.substring(0, slash) : names;
        byte[] bytes = Ascii.bytes(name);
        int slot = slot(bytes, 0, bytes.length);
        LONG[number] = name;
        NEXT[number] = FIRST[slot];
        FIRST[slot] = (short) number;
    }

    private static int slot(byte[] bytes, int start, int end) {
        int length = end - start;
        int hash = length;
        hash = hash * 31 + Ascii.lower(bytes[start]);
        hash = hash * 31 + Ascii.lower(bytes[start + (length >> 1)]);
        hash = hash * 31 + Ascii.lower(bytes[end - 1]);
        return (hash ^ (hash >>> 9)) & (SLOTS - 1);
    }

    /// The number of the name in a range that is not empty, long or compact, or [#UNKNOWN].
    public static int number(byte[] bytes, int start, int end) {
        if (end - start == 1) {
            int letter = Ascii.lower(bytes[start]);
            return letter < 0 ? UNKNOWN : COMPACT_NUMBERS[letter];
        }
        int number = FIRST[slot(bytes, start, end)];
        while (number >= 0 && !Ascii.equalsIgnoreCase(bytes, start, end, LONG[number])) {
            number = NEXT[number];
        }
        return number;
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
}
