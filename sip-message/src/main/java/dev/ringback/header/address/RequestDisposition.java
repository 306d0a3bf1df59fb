package dev.ringback.header.address;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the caller wants servers to do with the request: RFC 3841 §9.1. Compact form `d`, a comma
/// list of at most one directive of each pair.
public enum RequestDisposition {
    PROXY("proxy", 0),
    REDIRECT("redirect", 0),
    CANCEL("cancel", 1),
    NO_CANCEL("no-cancel", 1),
    FORK("fork", 2),
    NO_FORK("no-fork", 2),
    RECURSE("recurse", 3),
    NO_RECURSE("no-recurse", 3),
    PARALLEL("parallel", 4),
    SEQUENTIAL("sequential", 4),
    QUEUE("queue", 5),
    NO_QUEUE("no-queue", 5);

    /// How it is read.
    public static final HeaderField<RequestDisposition> FIELD =
            HeaderField.of(HeaderName.REQUEST_DISPOSITION, RequestDisposition::read)
                    .defined(
                            "RFC 3841 §10",
                            """
                            Request-Disposition = ( "Request-Disposition" / "d" ) HCOLON
                                                  directive *(COMMA directive)
                            directive           = proxy-directive / cancel-directive /
                                                  fork-directive / recurse-directive /
                                                  parallel-directive / queue-directive
                            proxy-directive     = "proxy" / "redirect"
                            cancel-directive    = "cancel" / "no-cancel"
                            fork-directive      = "fork" / "no-fork"
                            recurse-directive   = "recurse" / "no-recurse"
                            parallel-directive  = "parallel" / "sequential"
                            queue-directive     = "queue" / "no-queue"
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        ar     o   o   o   o   o   o   o   o   o   o   o   o   o   .
                            """)
                    .inSequence(RequestDisposition::once);

    private static final List<RequestDisposition> ALL = List.of(values());

    private final String directive;
    private final int pair;

    RequestDisposition(String directive, int pair) {
        this.directive = directive;
        this.pair = pair;
    }

    private static @Nullable RequestDisposition read(byte[] bytes, int start, int end) {
        for (RequestDisposition known : ALL) {
            if (Ascii.equalsIgnoreCase(bytes, start, end, known.directive)) {
                return known;
            }
        }
        return null;
    }

    private static void once(
            List<RequestDisposition> before,
            RequestDisposition value,
            int position,
            Findings findings) {
        if (before.stream().anyMatch(other -> other.pair == value.pair)) {
            findings.error(position, "Second directive of one kind", "RFC 3841 §9.1");
        }
    }

    /// The wire form.
    @Override
    public String toString() {
        return directive;
    }
}
