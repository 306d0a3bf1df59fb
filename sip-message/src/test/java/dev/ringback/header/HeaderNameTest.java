package dev.ringback.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderNameTest {
    @ParameterizedTest
    @CsvSource({
        "a, Accept-Contact",
        "b, Referred-By",
        "c, Content-Type",
        "d, Request-Disposition",
        "e, Content-Encoding",
        "f, From",
        "i, Call-ID",
        "j, Reject-Contact",
        "k, Supported",
        "l, Content-Length",
        "m, Contact",
        "n, Identity-Info",
        "o, Event",
        "r, Refer-To",
        "s, Subject",
        "t, To",
        "u, Allow-Events",
        "v, Via",
        "x, Session-Expires",
        "y, Identity"
    })
    void compactFormsAreTheLongOnes(String compact, String name) {
        assertThat(HeaderName.of(compact)).isSameAs(HeaderName.of(name));
        assertThat(HeaderName.of(compact.toUpperCase(Locale.ROOT)).canonical()).isEqualTo(name);
        assertThat(HeaderName.of(name).compact()).isEqualTo(compact.charAt(0));
    }

    @Test
    void everyConstantIsWellKnownAndFoundInAnyCase() throws IllegalAccessException {
        int constants = 0;
        for (Field field : HeaderName.class.getFields()) {
            HeaderName name = (HeaderName) field.get(null);
            assertThat(name.number()).as(field.getName()).isNotNegative();
            assertThat(HeaderName.numbered(name.number())).isSameAs(name);
            assertThat(HeaderName.of(name.canonical().toUpperCase(Locale.ROOT))).isSameAs(name);
            assertThat(field.getName())
                    .isEqualTo(name.canonical().toUpperCase(Locale.ROOT).replace('-', '_'));
            constants++;
        }
        assertThat(constants).isGreaterThan(60);
    }

    @Test
    void onlyListsAreLists() {
        assertThat(HeaderName.CONTACT.list()).isTrue();
        assertThat(HeaderName.AUTHORIZATION.list()).isFalse();
        assertThat(HeaderName.of("X-Own").list()).isFalse();
        assertThat(HeaderName.MAX_FORWARDS.compact()).isEqualTo('\0');
    }

    @Test
    void unknownNamesAreEqualInAnyCase() {
        HeaderName name = HeaderName.of("X-Own");
        assertThat(name)
                .isEqualTo(HeaderName.of("x-oWN"))
                .hasSameHashCodeAs(HeaderName.of("x-oWN"));
        assertThat(name).isNotEqualTo(HeaderName.of("X-Own2")).isNotEqualTo(HeaderName.VIA);
        assertThat(name.canonical()).isEqualTo("X-Own");
        assertThat(name.number()).isEqualTo(-1);
        assertThat(HeaderName.of("q").canonical()).isEqualTo("q");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderName.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderName.of("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderName.of("a:"));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderName.of("\u00e9"));
    }
}
