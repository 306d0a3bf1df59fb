package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipResponse;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import dev.ringback.verdict.MessageValidator;
import dev.ringback.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// One message of a torture test.
///
/// @param section where the RFC prints it
/// @param file its name
/// @param says what the RFC's text says of it
/// @param fault what the parser finds, or null when it takes the message
/// @param status the response code that it answers with, or 0 for none
/// @param valid whether a strict reader finds no error
record Row(
        String section, String file, Says says, @Nullable Fault fault, int status, boolean valid) {
    /// What the text of an RFC says of a message.
    enum Says {
        /// It is well-formed, and a parser must accept it.
        VALID,
        /// It is not by the grammar of RFC 3261, and should be accepted all the same.
        TOLERATED,
        /// It is malformed. What is not in what a parser has to look at may be found later.
        INVALID
    }

    static Row valid(String section, String file) {
        return new Row(section, file, Says.VALID, null, 0, true);
    }

    static Row tolerated(String section, String file, boolean valid) {
        return new Row(section, file, Says.TOLERATED, null, 0, valid);
    }

    /// A malformed message that the parser takes, because the fault is in what it leaves unread.
    static Row unread(String section, String file) {
        return new Row(section, file, Says.INVALID, null, 0, false);
    }

    static Row refused(String section, String file, Fault fault, int status) {
        return new Row(section, file, Says.INVALID, fault, status, false);
    }

    static Row dropped(String section, String file, Fault fault) {
        return new Row(section, file, Says.INVALID, fault, 0, false);
    }

    /// Checks that both verdicts are those of this row.
    void check(byte[] bytes) {
        lenient(bytes);
        Verdict verdict = new MessageValidator().validate(bytes);
        assertThat(verdict.valid()).as("%s %s", file, verdict.problems()).isEqualTo(valid);
    }

    private void lenient(byte[] bytes) {
        ParseResult result = new MessageParser(ParseLimits.defaults()).parse(bytes);
        switch (result) {
            case Parsed _ -> assertThat(fault).as("%s is taken", file).isNull();
            case Malformed malformed -> {
                assertThat(malformed.fault()).as("%s %s", file, malformed).isEqualTo(fault);
                SipResponse reply = malformed.reply();
                assertThat(reply == null ? 0 : reply.status()).isEqualTo(status);
            }
        }
    }

    @Override
    public String toString() {
        return "§" + section + " " + file;
    }
}
