package dev.ringback.header.route;

import dev.ringback.header.Check;
import dev.ringback.header.EmbeddedHeaders;
import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Severity;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A target that the request had on its way: RFC 7044 §5. A comma list, whose entries stand in the
/// order of their indexes. RFC 7044 §5 says in words where it may stand.
///
/// @param address the target with its parameters
public record HistoryInfo(NameAddress address) {
    private static final String CLAUSE = "RFC 7044 §5";

    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("index", HistoryInfo::isIndex, CLAUSE)
                    .with("rc", HistoryInfo::isIndex, CLAUSE)
                    .with("mp", HistoryInfo::isIndex, CLAUSE)
                    .with("np", HistoryInfo::isIndex, CLAUSE)
                    .demanding("index", Severity.ERROR, "RFC 7044 §10.3");

    private static final Check<Object> ADDRESS = StrictChecks.nameAddress(RULES);

    /// How it is read.
    public static final HeaderField<HistoryInfo> FIELD =
            HeaderField.of(HeaderName.HISTORY_INFO, ValueReaders.address(HistoryInfo::new))
                    .defined(
                            "RFC 7044 §5",
                            """
                            History-Info       = "History-Info" HCOLON hi-entry *(COMMA hi-entry)
                            hi-entry           = hi-targeted-to-uri *(SEMI hi-param)
                            hi-targeted-to-uri = name-addr
                            hi-param           = hi-index / hi-target-param / hi-extension
                            hi-index           = "index" EQUAL index-val
                            index-val          = number *("." number)
                            number             = [ %x31-39 *DIGIT ] DIGIT
                            hi-target-param    = rc-param / mp-param / np-param
                            rc-param           = "rc" EQUAL index-val
                            mp-param           = "mp" EQUAL index-val
                            np-param           = "np" EQUAL index-val
                            hi-extension       = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        amdr   -   -   -   o   o   o   -   -   -   o   o   -   o   o
                            101-699  amdr   -   -   -   o   o   o   -   -   -   o   o   -   o   o
                            """)
                    .checked(HistoryInfo::check)
                    .inSequence(HistoryInfo::order);

    /// The URI that was targeted, with the header fields embedded in it.
    public Uri uri() {
        return address.uri();
    }

    /// The place of this entry; null when it is absent or malformed.
    public @Nullable HistoryIndex index() {
        return index("index");
    }

    /// The entry whose target was retargeted to this one for the same user; null when this is no
    /// such entry.
    public @Nullable HistoryIndex rc() {
        return index("rc");
    }

    /// The entry whose target was mapped to this one, another user; null when this is no such
    /// entry.
    public @Nullable HistoryIndex mp() {
        return index("mp");
    }

    /// The entry whose target this one is still; null when this is no such entry.
    public @Nullable HistoryIndex np() {
        return index("np");
    }

    private @Nullable HistoryIndex index(String name) {
        String value = address.parameters().value(name);
        return value == null ? null : HistoryIndex.parse(value);
    }

    /// The Reason that the URI carries, unescaped: why the target was left. Null when there is
    /// none.
    public @Nullable String reason() {
        return EmbeddedHeaders.value(uri(), HeaderName.REASON);
    }

    /// The Privacy that the URI carries, unescaped: `history` wants the entry made anonymous. Null
    /// when there is none.
    public @Nullable String privacy() {
        return EmbeddedHeaders.value(uri(), HeaderName.PRIVACY);
    }

    private static boolean isIndex(String value) {
        HistoryIndex index = HistoryIndex.parse(value);
        return index != null && index.toString().equals(value);
    }

    private static void check(
            HistoryInfo entry, byte[] bytes, int start, int end, Findings findings) {
        ADDRESS.check(entry, bytes, start, end, findings);
        long origins = Stream.of("rc", "mp", "np").filter(entry.address.parameters()::has).count();
        if (origins > 1) {
            findings.error(start, "More than one of rc, mp and np", "RFC 7044 §9.2");
        }
    }

    /// Gaps and equal indexes are no fault: §11.
    private static void order(
            List<HistoryInfo> before, HistoryInfo entry, int position, Findings findings) {
        HistoryIndex index = entry.index();
        HistoryIndex last = before.isEmpty() ? null : before.getLast().index();
        if (index == null) {
            return;
        }
        if (before.isEmpty() && !index.toString().equals("1")) {
            findings.warning(position, "First index is not 1", "RFC 7044 §10.3");
        } else if (last != null && index.compareTo(last) < 0) {
            findings.error(position, "Index before the one above", "RFC 7044 §10.3");
        }
    }

    /// The wire form.
    @Override
    public String toString() {
        return address.toString();
    }
}
