package dev.ringback.header.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.sample.Samples;
import dev.ringback.sample.Strict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Route, Record-Route, Path, Service-Route, Max-Forwards, Max-Breadth and History-Info.
class RoutesTest {
    @Test
    void routesKeepTheirUri() {
        String text = "\"P 1\" <sip:p1.example.com;lr>;a=b";
        assertThat(Strict.value(Route.FIELD, text).uri()).hasToString("sip:p1.example.com;lr");
        assertThat(Strict.value(RecordRoute.FIELD, text).address().displayName()).isEqualTo("P 1");
        assertThat(Strict.value(Path.FIELD, text)).hasToString(text);
        assertThat(Strict.value(ServiceRoute.FIELD, text).uri()).isNotNull();
    }

    @Test
    void routesAreLoose() {
        String good = "<sip:p1.example.com;lr>, \"x\" <sips:p2.example.com;lr;a=b> ; y=\"z\"";
        List<HeaderField<?>> fields =
                List.of(Route.FIELD, RecordRoute.FIELD, Path.FIELD, ServiceRoute.FIELD);
        assertThat(fields).allSatisfy(f -> assertThat(Strict.faults(f, good)).isEmpty());
        assertThat(Strict.faults(Route.FIELD, "<sip:a;lr>,<sip:b>"))
                .containsExactly("warning 11 Route without lr: a strict router (RFC 3261 §20.34)");
        assertThat(Strict.faults(RecordRoute.FIELD, "<sip:b>"))
                .containsExactly(
                        "warning 0 Record-Route without lr: a strict router"
                                + " (RFC 3261 §16.6 step 4)");
        assertThat(Strict.faults(Path.FIELD, "<sip:b>"))
                .containsExactly("error 0 Path without lr: a strict router (RFC 3327 §4)");
        assertThat(Strict.faults(ServiceRoute.FIELD, "<tel:+1>"))
                .containsExactly("error 0 Service-Route is no SIP or SIPS URI (RFC 3608 §5)");
        assertThat(Strict.faults(Route.FIELD, "sip:a;lr"))
                .containsExactly(
                        "error 0 URI needs angle brackets (RFC 3261 §25.1)",
                        "warning 0 Route without lr: a strict router (RFC 3261 §20.34)");
    }

    @Test
    void hopsAndBreadthAreCounted() {
        assertThat(MaxForwards.FIELD.parse("70")).isEqualTo(70);
        assertThat(MaxForwards.FIELD.parse("256")).isNull();
        assertThat(MaxBreadth.FIELD.parse(" 60 ")).isEqualTo(60);
        assertThat(Strict.faults(MaxBreadth.FIELD, "0"))
                .containsExactly("error 0 Max-Breadth is not positive (RFC 5393 §5.3.1)");
        assertThat(Strict.faults(MaxBreadth.FIELD, "1")).isEmpty();
        assertThat(MaxBreadth.FIELD.use().inResponse(Method.INVITE, 200))
                .isEqualTo(Presence.NOT_APPLICABLE);
        assertThat(RecordRoute.FIELD.use().inResponse(Method.INVITE, 401))
                .isEqualTo(Presence.NOT_APPLICABLE);
        assertThat(RecordRoute.FIELD.use().inResponse(Method.SUBSCRIBE, 401))
                .isEqualTo(Presence.OPTIONAL);
    }

    @Test
    void entriesOfTheHistoryTellWhereTheyCameFrom() {
        String head =
                Samples.BARE.strip()
                        + "\r\nHistory-Info: <sip:UserA@ims.example.com>;index=1;foo=bar"
                        + "\r\nHistory-Info: <sip:UserA@ims.example.com?Reason=SIP%3B\r\n"
                        + " cause%3D302>;index=1.1\r\n\r\n";
        // The fold is white space: this URI of RFC 7044 §5 may not be broken where it is.
        assertThat(Samples.request(head).read(HistoryInfo.FIELD).values()).hasSize(1);
        HistoryInfo moved =
                Strict.value(
                        HistoryInfo.FIELD,
                        "<sip:UserB@example.com?Privacy=history&Reason=SIP%3Bcause%3D486>"
                                + ";index=1.2;mp=1.1");
        assertThat(moved.index()).hasToString("1.2");
        assertThat(moved.mp()).hasToString("1.1");
        assertThat(moved.rc()).isNull();
        assertThat(moved.np()).isNull();
        assertThat(moved.reason()).isEqualTo("SIP;cause=486");
        assertThat(moved.privacy()).isEqualTo("history");
        HistoryInfo bare = Strict.value(HistoryInfo.FIELD, "<tel:+1>;index=x;rc=1.2;np=1");
        assertThat(bare.index()).isNull();
        assertThat(bare.rc()).isEqualTo(new HistoryIndex(List.of(1, 2)));
        assertThat(bare.np()).hasToString("1");
        assertThat(bare.reason()).isNull();
        assertThat(bare.privacy()).isNull();
    }

    @Test
    void anEscapedLineEndIsNoEmbeddedHeader() {
        HistoryInfo entry =
                Strict.value(HistoryInfo.FIELD, "<sip:a@b?Reason=SIP%0D%0AVia:%20x>;index=1");
        assertThat(entry.reason()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".1", "1..2", "a", "1.-2", "2147483648", "1 .2"})
    void nonsenseIsNoIndex(String text) {
        assertThat(HistoryIndex.parse(text)).isNull();
    }

    @Test
    void indexesAreATree() {
        HistoryIndex index = Objects.requireNonNull(HistoryIndex.parse("1.2.0.1"));
        assertThat(index.parent()).hasToString("1.2.0");
        assertThat(index.afterGap()).isTrue();
        HistoryIndex first = new HistoryIndex(List.of(1));
        assertThat(first.parent()).isNull();
        assertThat(first.afterGap()).isFalse();
        assertThat(first).isLessThan(index);
        assertThat(index).isLessThan(new HistoryIndex(List.of(1, 10)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HistoryIndex(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HistoryIndex(List.of(-1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'<sip:a@b>;index=1,<sip:b@b>;index=1.1;rc=1,<sip:c@b>;index=1.1', ''",
        "'<sip:a@b>;index=1.1', warning 0 First index is not 1 (RFC 7044 §10.3)",
        "'<sip:a@b>;index=1,<sip:a@b>;index=1.2,<sip:a@b>;index=1.1',"
                + " error 38 Index before the one above (RFC 7044 §10.3)",
        "'<sip:a@b>', error 9 Missing index parameter (RFC 7044 §10.3)",
        "'<sip:a@b>;index=01', error 16 Malformed index parameter (RFC 7044 §5)",
        "'<sip:a@b>;index=1;rc=x', error 21 Malformed rc parameter (RFC 7044 §5)",
        "'<sip:a@b>;index=1;rc=1;mp=1', 'error 0 More than one of rc, mp and np (RFC 7044 §9.2)'",
        "'sip:a@b;index=1', error 0 URI needs angle brackets (RFC 3261 §25.1)",
    })
    void theHistoryIsInOrder(String line, String fault) {
        assertThat(String.join(" | ", Strict.faults(HistoryInfo.FIELD, line))).isEqualTo(fault);
    }

    @Test
    void theHistoryGoesOverLines() {
        assertThat(Strict.faults(HistoryInfo.FIELD, "<sip:a>;index=1", "<sip:b>;index=1.1"))
                .isEmpty();
        assertThat(Strict.faults(HistoryInfo.FIELD, "<sip:a>;index=1", "<sip:b>;index=0"))
                .containsExactly("error 0 Index before the one above (RFC 7044 §10.3)");
    }
}
