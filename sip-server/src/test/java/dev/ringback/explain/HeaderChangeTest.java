package dev.ringback.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import org.junit.jupiter.api.Test;

class HeaderChangeTest {
    private final SipRequest original =
            Requests.of(
                    "INVITE sip:bob@localhost",
                    "Subject: a",
                    "Route: <sip:1;lr>",
                    "Route: <sip:2;lr>",
                    "Content-Length: 0");

    @Test
    void copyThatIsTheSameHasNone() {
        assertThat(HeaderChange.between(original, original.edit().build())).isEmpty();
    }

    @Test
    void changedRemovedAndAddedLinesAreTold() {
        SipRequest copy =
                original.edit()
                        .set(HeaderName.SUBJECT, "b")
                        .removeFirst(HeaderName.ROUTE)
                        .add(HeaderName.of("X-Line"), "1")
                        .build();
        assertThat(HeaderChange.between(original, copy))
                .containsExactlyInAnyOrder(
                        new HeaderChange(HeaderName.SUBJECT, "a", "b"),
                        new HeaderChange(HeaderName.ROUTE, "<sip:1;lr>", null),
                        new HeaderChange(HeaderName.of("X-Line"), null, "1"));
    }

    @Test
    void oneOfSeveralLinesIsNeverTakenForAChange() {
        SipRequest copy =
                original.edit()
                        .remove(HeaderName.ROUTE)
                        .add(HeaderName.ROUTE, "<sip:3;lr>")
                        .build();
        assertThat(HeaderChange.between(original, copy))
                .containsExactly(
                        new HeaderChange(HeaderName.ROUTE, "<sip:1;lr>", null),
                        new HeaderChange(HeaderName.ROUTE, "<sip:2;lr>", null),
                        new HeaderChange(HeaderName.ROUTE, null, "<sip:3;lr>"));
    }
}
