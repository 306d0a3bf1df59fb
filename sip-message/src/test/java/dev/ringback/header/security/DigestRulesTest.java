package dev.ringback.header.security;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.StrictReading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestRulesTest {
    private static final String CHALLENGE = "Digest realm=\"a\",nonce=\"n\",qop=\"auth\"";
    private static final String CREDENTIALS =
            "Digest username=\"b\",realm=\"a\",nonce=\"n\",uri=\"sip:a\",response=\""
                    + "7587245234b3434cc3412213e5f113a5\",qop=auth,nc=00000001,cnonce=\"c\"";

    @Test
    void examplesOfTheRfcsAreRead() {
        Challenge atlanta =
                requireNonNull(
                        ProxyAuthenticate.FIELD.parse(
                                "Digest realm=\"atlanta.com\","
                                        + " domain=\"sip:ss1.carrier.com\", qop=\"auth\","
                                        + " nonce=\"f84f1cec41e6cbe5aea9c8e88d359\","
                                        + " opaque=\"\", stale=FALSE, algorithm=MD5"));
        assertThat(atlanta.digest()).isTrue();
        assertThat(atlanta.realm()).isEqualTo("atlanta.com");
        assertThat(atlanta.nonce()).isEqualTo("f84f1cec41e6cbe5aea9c8e88d359");
        assertThat(atlanta.algorithm()).isEqualTo("MD5");
        assertThat(atlanta.stale()).isFalse();
        assertThat(atlanta.qop()).containsExactly("auth");
        Challenge both =
                requireNonNull(
                        WwwAuthenticate.FIELD.parse("digest qop=\"auth, Auth-int,\",stale=TRUE"));
        assertThat(both.qop()).containsExactly("auth", "auth-int");
        assertThat(both.stale()).isTrue();
        assertThat(requireNonNull(WwwAuthenticate.FIELD.parse("Basic a=b")).qop()).isEmpty();
        Credentials bob = requireNonNull(Authorization.FIELD.parse(CREDENTIALS));
        assertThat(bob.username()).isEqualTo("b");
        assertThat(bob.realm()).isEqualTo("a");
        assertThat(bob.algorithm()).isNull();
        assertThat(bob.nonceCount()).isEqualTo(1);
        assertThat(Authorization.FIELD.parse(bob.toString())).isEqualTo(bob);
    }

    @ParameterizedTest
    @CsvSource({"00000001,1", "000000aF,175", "ffffffff,4294967295", "1,-1", "0000000g,-1"})
    void nonceCountsAreHexadecimal(String nc, long count) {
        Map<String, String> parameters = Map.of("nc", nc);
        assertThat(new Credentials("Digest", parameters).nonceCount()).isEqualTo(count);
        assertThat(new AuthenticationInfo(parameters).nonceCount()).isEqualTo(count);
        assertThat(new Credentials("Digest", Map.of("a", "b")).nonceCount()).isEqualTo(-1);
    }

    @Test
    void ourOwnCanStandOnTheWire() {
        Map<String, String> good = Map.of("a", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Challenge("Di gest", good));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("", good));
        for (Map<String, String> wrong :
                List.of(Map.<String, String>of(), Map.of("a b", "c"), Map.of("a", "b\r\nX: y"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Challenge("Digest", wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("Digest", wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new AuthenticationInfo(wrong));
        }
        assertThat(Authorization.FIELD.parse("Digest a=\"b\nc\"")).isNull();
    }

    @Test
    void authenticationInfoHasNoScheme() {
        AuthenticationInfo next =
                requireNonNull(
                        AuthenticationInfo.FIELD.parse(
                                "nextnonce=\"47364c23432d2e131a5fb210812c\" , qop = auth"));
        assertThat(next.nextNonce()).isEqualTo("47364c23432d2e131a5fb210812c");
        assertThat(next.rspauth()).isNull();
        assertThat(next.parameter("QOP")).isEqualTo("auth");
        assertThat(next).hasToString("nextnonce=\"47364c23432d2e131a5fb210812c\",qop=auth");
        assertThat(ProxyAuthenticationInfo.FIELD.parse(next.toString())).isEqualTo(next);
        assertThat(AuthenticationInfo.FIELD.parse("")).isNull();
        assertThat(AuthenticationInfo.FIELD.parse("Digest a=b")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|",
                ",stale=true,algorithm=SHA-256,opaque=\"\",charset=UTF-8,userhash=false|",
                ",domain=\"sip:a /b\",x=y|",
                ",opaque=o|error 45 opaque needs quotes",
                ",stale=\"true\"|error 44 stale stands without quotes",
                ",algorithm=\"MD5\"|error 48 algorithm stands without quotes",
                ",algorithm=a/b|error 48 algorithm needs quotes",
                ",stale=maybe|error 44 stale is not true or false",
                ",userhash=1|error 47 userhash is not true or false",
                ",charset=latin1|error 46 charset is not utf-8",
                ",x=a:b|error 40 x needs quotes"
            })
    void strictReadersLookAtChallenges(String more, String problem) {
        String text = more == null ? CHALLENGE : CHALLENGE + more;
        assertThat(StrictReading.problems(WwwAuthenticate.FIELD, text))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void challengesNeedTheirParts() {
        assertThat(StrictReading.problems(WwwAuthenticate.FIELD, "Digest x=y"))
                .containsExactly(
                        "error 0 realm is missing",
                        "error 0 nonce is missing",
                        "error 0 qop is missing");
        assertThat(StrictReading.clauses(WwwAuthenticate.FIELD, "Digest realm=\"a\",nonce=\"b\""))
                .containsExactly("RFC 3261 §22.4");
        String qop = "Digest realm=\"a\", nonce=\"n\", qop=auth";
        assertThat(StrictReading.problems(ProxyAuthenticate.FIELD, qop))
                .containsExactly("error 33 qop needs quotes");
        assertThat(StrictReading.problems(ProxyAuthenticate.FIELD, CHALLENGE.replace("th", "t h")))
                .containsExactly("error 31 qop is not tokens between commas");
        assertThat(StrictReading.problems(ProxyAuthenticate.FIELD, CHALLENGE + ",domain=\"/\""))
                .containsExactly("warning 38 domain means nothing to a proxy");
        assertThat(StrictReading.problems(WwwAuthenticate.FIELD, "Other a=b, c=\"d\"")).isEmpty();
        assertThat(StrictReading.problems(WwwAuthenticate.FIELD, "Other a=b:c"))
                .containsExactly("error 8 a needs quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|x|",
                "qop=auth,nc=00000001,cnonce=\"c\"|qop=auth-int,nc=000000ff,cnonce=\"\"|",
                "username=\"b\"|username*=UTF-8''b|",
                "username=\"b\"|username=b|error 16 username needs quotes",
                "username=\"b\"|a=b|error 0 username is missing",
                "username=\"b\"|username=\"b\",username*=b|error 0 Both username and username*",
                "uri=\"sip:a\"|uri=sip:a|error 44 uri needs quotes",
                "uri=\"sip:a\"|a=b|error 0 uri is missing",
                "realm=\"a\"|realm=\"\"|",
                "realm=\"a\"|a=b|error 0 realm is missing",
                "nonce=\"n\"|a=b|error 0 nonce is missing",
                "qop=auth|qop=\"auth\"|error 100 qop stands without quotes",
                "nc=00000001|nc=1|error 108 nc is not eight hexadecimal digits",
                "nc=00000001|nc=000000001|error 108 nc is not eight hexadecimal digits",
                "nc=00000001|nc=0000000A|error 108 nc is not eight hexadecimal digits",
                "nc=00000001|nc=\"00000001\"|error 108 nc stands without quotes",
                "nc=00000001|a=b|error 0 nc is missing",
                "cnonce=\"c\"|a=b|error 0 cnonce is missing",
                "cnonce=\"c\"|cnonce=c|error 124 cnonce needs quotes",
                "qop=auth|a=b|warning 0 No qop, as before RFC 2617",
                "qop=auth|qop=auth,userhash=x|error 114 userhash is not true or false",
                "qop=auth|qop=auth,algorithm=SHA-256"
                        + "|error 61 response has not the length of its algorithm",
                "qop=auth|qop=auth,algorithm=New-1|",
                "7587245234b3434cc3412213e5f113a5|7587245234B3434cc3412213e5f113a5"
                        + "|error 61 response has other than hexadecimal digits",
                "7587245234b3434cc3412213e5f113a5|75"
                        + "|error 61 response has not the length of its algorithm",
                "7587245234b3434cc3412213e5f113a5||"
            })
    void strictReadersLookAtCredentials(String part, String instead, String problem) {
        String text = CREDENTIALS.replace(part, instead == null ? "" : instead);
        assertThat(StrictReading.problems(Authorization.FIELD, text))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
        assertThat(StrictReading.problems(ProxyAuthorization.FIELD, text))
                .isEqualTo(StrictReading.problems(Authorization.FIELD, text));
    }

    @Test
    void responsesAreNeeded() {
        String without = CREDENTIALS.replaceFirst("response=\"\\w+\"", "x=y");
        assertThat(StrictReading.problems(Authorization.FIELD, without))
                .containsExactly("error 0 response is missing");
        assertThat(StrictReading.problems(Authorization.FIELD, "Bearer x=\"y\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nextnonce=\"a\"|",
                "qop=auth,rspauth=\"0af\",cnonce=\"c\",nc=00000001|",
                "nextnonce=a|error 10 nextnonce needs quotes",
                "nextnonce=\"a\",nc=\"00000001\"|error 17 nc stands without quotes",
                "nc=1|error 3 nc is not eight hexadecimal digits",
                "rspauth=\"XY\"|error 8 rspauth has other than hexadecimal digits",
                "qop=auth,cnonce=\"c\",nc=00000001|error 0 rspauth is missing",
                "qop=auth,rspauth=\"0af\",nc=00000001|error 0 cnonce is missing"
            })
    void strictReadersLookAtAuthenticationInfo(String value, String problem) {
        assertThat(StrictReading.problems(AuthenticationInfo.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
        assertThat(StrictReading.problems(ProxyAuthenticationInfo.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }
}
