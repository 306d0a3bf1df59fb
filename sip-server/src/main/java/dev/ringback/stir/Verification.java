package dev.ringback.stir;

import dev.ringback.cause.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the verification of a request ended: RFC 8224 §6.2.
public sealed interface Verification {
    /// Who it says it is from signed it.
    ///
    /// @param caller who that is
    /// @param attest the level of attestation, RFC 8588 §4, or null for a PASSporT without
    /// @param seals what tells the signatures that count from all others, see [Replays]
    record Passed(Party caller, @Nullable String attest, List<String> seals)
            implements Verification {
        /// Copies the list.
        public Passed {
            seals = List.copyOf(seals);
        }
    }

    /// Nobody signed it, or in ways only that are unknown here.
    record Unsigned() implements Verification {}

    /// It is signed, and that proves nothing.
    ///
    /// @param fault why
    record Failed(Fault fault) implements Verification {}

    /// What the next element is told.
    default Verstat verstat() {
        return switch (this) {
            case Passed _ -> Verstat.PASSED;
            case Unsigned _ -> Verstat.NONE;
            case Failed _ -> Verstat.FAILED;
        };
    }

    /// What is wrong: RFC 8224 §6.2.2, the least wrong last.
    enum Fault {
        /// A signature, or what it is over, is not right.
        INVALID(438, "Invalid Identity Header", Check.IDENTITY, "Identity"),
        /// The signature is one of another call: RFC 8224 §12.1.
        REPLAYED(438, "Invalid Identity Header", Check.IDENTITY, "Identity of another call"),
        /// It is too old.
        STALE(403, "Stale Date", Check.DATE, "Date"),
        /// The certificate is not trusted, or not for this caller.
        UNSUPPORTED(437, "Unsupported Credential", Check.CREDENTIAL, "Identity"),
        /// The certificate cannot be had.
        UNAVAILABLE(436, "Bad Identity Info", Check.CREDENTIAL, "info"),
        /// It has to be signed.
        MISSING(428, "Use Identity Header", Check.IDENTITY, "Identity");

        private final int status;
        private final String reason;
        private final Check check;
        private final String subject;

        Fault(int status, String reason, Check check, String subject) {
            this.status = status;
            this.reason = reason;
            this.check = check;
            this.subject = subject;
        }

        /// The code of the response.
        public int status() {
            return status;
        }

        /// Its reason phrase.
        public String reason() {
            return reason;
        }

        /// The check that it fails.
        public Check check() {
            return check;
        }

        /// What fails it.
        public String subject() {
            return subject;
        }
    }
}
