package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// No octets bring an exception out of a URI, none take long, and nothing builds a URI that is
/// none.
class HostileUriTest {
    @SuppressWarnings("unused") // by name
    private static final List<String> GOOD =
            List.of(
                    "sip:alice@atlanta.com",
                    "sips:a%3b;day=tue%73day:se%20cret@GW.example.com:5071"
                            + ";transport=TCP;lr;x=%41?s=a%20b&to=",
                    "sip:+1-212-555-1212;ext=1:1234@gateway.com;user=phone",
                    "sip:[2001:db8::192.0.2.1]:5060;maddr=[ff02::1];ttl=15;method=BYE",
                    "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
                            + ":&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
                    "sip:%00%ff%C0%80@h;gr=urn:uuid:f81d;ob"
                            + "?body=%0d%0a&f=x&Contact=%3Csip:a%40b%3E",
                    "tel:7042;isub=1;phone-context=example.com;m-a=b%20",
                    "tel:+358-555-1234567;postd=pp22",
                    "urn:service:sos.fire?+a?=b#c",
                    "http://user@Example.com:80/a%2fb;c?d=e#f");

    /// Calls every accessor there is, and says what was answered.
    static String touch(Uri uri) {
        String common = uri.scheme() + uri + uri.hashCode() + uri.equivalent(uri);
        for (UriContext context : UriContext.values()) {
            common += UriChecks.check(uri.toString(), context);
        }
        return common
                + switch (uri) {
                    case SipUri sip -> sip(sip);
                    case TelUri tel ->
                            tel.number()
                                    + tel.digits()
                                    + tel.global()
                                    + tel.subscriber()
                                    + tel.parameterNames()
                                    + tel.parameter("x")
                                    + tel.phoneContext()
                                    + tel.subaddress()
                                    + tel.extension()
                                    + tel.mandatoryParameters()
                                    + tel.ordered()
                                    + tel.canonical()
                                    + sip(tel.toSip(true, "h", 1));
                    case UrnUri urn ->
                            urn.namespace()
                                    + urn.name()
                                    + urn.resolution()
                                    + urn.query()
                                    + urn.fragment()
                                    + urn.service()
                                    + urn.emergency();
                    case OtherUri other -> other.rest();
                };
    }

    private static String sip(SipUri uri) {
        List<Object> answers = new ArrayList<>();
        answers.add(uri.secure() + uri.user() + uri.password() + uri.host() + uri.hostText());
        answers.add(uri.port() + uri.parametersText() + uri.headersText());
        for (String name : uri.parameterNames()) {
            answers.add(uri.parameter(name) + uri.withoutParameter(name));
            answers.add(uri.withParameter(name, "a"));
        }
        for (String name : uri.headerNames()) {
            answers.add(uri.header(name) + uri.withoutHeader(name) + uri.withHeader(name, "b"));
        }
        answers.add(uri.transportParameter() + uri.maddr() + uri.userParameter() + uri.ttl());
        answers.add(uri.methodParameter() + uri.gr() + uri.ob() + uri.lr() + uri.telephone());
        answers.add(uri.withSecure(true) + "" + uri.withUser(null) + uri.withHost("x"));
        answers.add(uri.withPort(-1) + "" + uri.withUser("u").withPassword("p"));
        answers.add(uri.withoutHeaders() + "" + uri.withoutParameters() + UriRequest.of(uri));
        for (UriContext context : UriContext.values()) {
            answers.add(uri.permittedIn(context));
        }
        SipUri again = (SipUri) Objects.requireNonNull(Uri.parse("sip:" + uri.addressOfRecord()));
        assertThat(again.user()).isEqualTo(uri.user());
        return answers.toString();
    }

    private static boolean answers(byte[] bytes, int start, int end) {
        Uri uri = Uri.parse(bytes, start, end);
        if (uri == null) {
            return false;
        }
        assertThat(uri).hasToString(Ascii.text(bytes, start, end));
        assertThat(touch(uri)).isEqualTo(touch(uri));
        assertThat(Uri.parse(uri.toString())).isEqualTo(uri);
        return true;
    }

    @ParameterizedTest
    @FieldSource("GOOD")
    void everyPrefixAndSuffixIsAnswered(String text) {
        byte[] bytes = Ascii.bytes(text);
        int read = 0;
        for (int at = 0; at <= bytes.length; at++) {
            read += answers(bytes, 0, at) ? 1 : 0;
            answers(bytes, at, bytes.length);
        }
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @FieldSource("GOOD")
    void everyChangeOfOneOctetIsAnswered(String text) {
        byte[] bytes = Ascii.bytes(text);
        int refused = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (int octet = 0; octet < 256; octet++) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) octet;
                boolean read = answers(changed, 0, changed.length);
                refused += read ? 0 : 1;
                if (octet <= ' ' || octet >= 0x7f || "\"<>\\^`{|}".indexOf(octet) >= 0) {
                    assertThat(read).as("octet %d at %d", octet, at).isFalse();
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void randomOctetsAreAnswered() {
        Random random = new Random(11);
        String alphabet = "sip:tel;urn@[]%?&=+-.#0a:/\0\u00ff";
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            byte[] text = Ascii.bytes(List.of("sip:", "tel:", "urn:", "").get(i & 3));
            byte[] both = Arrays.copyOf(text, text.length + bytes.length);
            System.arraycopy(bytes, 0, both, text.length, bytes.length);
            answers(both, 0, both.length);
        }
    }

    /// Octets that are no ASCII have no place in a URI, however they come.
    @Test
    void whatIsNotAsciiIsRefused() {
        for (String text :
                List.of("sip:\u00e9@h", "sip:\ud800@h", "tel:+\u0661", "x:\ud83d\ude00")) {
            assertThat(Uri.parse(text)).as(text).isNull();
        }
        for (int octet = 128; octet < 256; octet++) {
            byte[] bytes = {'s', 'i', 'p', ':', 'a', (byte) octet, '@', 'h'};
            assertThat(Uri.parse(bytes, 0, bytes.length)).isNull();
        }
    }

    static Stream<String> longInputs() {
        int n = 150_000;
        return Stream.of(
                "sip:" + "a".repeat(n) + "@h",
                "sip:" + "%00".repeat(n) + "@h",
                "sip:a@" + "a.".repeat(n),
                "sip:a@h" + ";a".repeat(n),
                "sip:a@h" + ";abcdefghi".repeat(n),
                "sip:a@h" + ";a=b".repeat(n),
                "sip:a@h" + ";%61=b".repeat(n),
                "sip:a@h" + ";user=phone".repeat(n),
                "sip:a@h" + ";ttl=1".repeat(n),
                "sip:a@h?" + "a=b&".repeat(n) + "c=",
                "sip:" + ";isub=1".repeat(n) + "@h;user=phone",
                "sip:a@[" + ":".repeat(n) + "]",
                "sip:a@h:" + "0".repeat(n) + "1",
                "tel:" + "-".repeat(n) + "+",
                "tel:+1" + ";a".repeat(n),
                "tel:+1" + ";phone-context=+1".repeat(n),
                "urn:ab:" + "a".repeat(n) + "?+" + "?".repeat(n),
                "http://" + "@".repeat(n),
                "x".repeat(n));
    }

    /// Accessors, check, comparison and what is formed; not one edit for each of many parameters.
    @ParameterizedTest
    @MethodSource("longInputs")
    void timeGrowsWithTheLengthOnly(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    Uri uri = Uri.parse(text);
                    assertThat(UriChecks.check(text, UriContext.TO)).isNotNull();
                    if (uri == null) {
                        return;
                    }
                    String folded = uri.scheme() + text.substring(uri.scheme().length());
                    assertThat(uri.equivalent(Objects.requireNonNull(Uri.parse(folded)))).isTrue();
                    if (uri instanceof SipUri sip) {
                        Uri more = sip.withParameter("y", "z").withHeader("y", "z");
                        assertThat(uri.equivalent(more)).isFalse();
                        assertThat(sip.permittedIn(UriContext.TO).addressOfRecord()).isNotEmpty();
                        assertThat(UriRequest.of(sip)).isNotNull();
                        assertThat(sip.telephone()).isNull();
                    }
                    if (uri instanceof TelUri tel) {
                        assertThat(tel.toSip(false, "h", -1).telephone()).isNotNull();
                    }
                });
    }

    private static String hostile(Random random) {
        String alphabet = "a%1\r\n\"<>;@ \0:?&=#,[]/\\\u00e9\u4f60\ud83d\ude00\ud800\udc00\u007f";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean isText(String text) {
        return text.equals(new String(Ascii.bytes(text), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsBuiltIsAUriWithThatPartOrRefused() {
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            SipUri base = (SipUri) Objects.requireNonNull(Uri.parse("sip:u:p@h:1;a=b;c?d=e"));
            String text = hostile(random);
            try {
                SipUri built =
                        switch (random.nextInt(6)) {
                            case 0 -> checked(base.withUser(text), SipUri::user, text);
                            case 1 -> checked(base.withPassword(text), SipUri::password, text);
                            case 2 ->
                                    checked(
                                            base.withParameter("A", text),
                                            u -> u.parameter("a"),
                                            text);
                            case 3 -> checked(base.withHeader("D", text), u -> u.header("d"), text);
                            case 4 ->
                                    checked(
                                            base.withParameter(text, "v"),
                                            u -> u.parameter(text),
                                            "v");
                            default ->
                                    checked(base.withHeader(text, "v"), u -> u.header(text), "v");
                        };
                assertThat(isText(text)).as("seed %d", seed).isTrue();
                assertThat(Uri.parse(built.toString())).as("seed %d", seed).isEqualTo(built);
                assertThat(built.host() + built.port()).isEqualTo("h1");
                assertThat(UriChecks.violations(built.toString()))
                        .as("seed %d", seed)
                        .allMatch(remark -> remark.equals("header is no token"));
            } catch (IllegalArgumentException _) {
                refused++;
                assertThat(text.isEmpty() || !isText(text)).as("seed %d", seed).isTrue();
            }
        }
        assertThat(refused).isBetween(1_000, 15_000);
    }

    private static SipUri checked(
            SipUri uri, Function<SipUri, @Nullable String> part, String expected) {
        assertThat(part.apply(uri)).isEqualTo(expected);
        return uri;
    }

    @Test
    void aHostIsNeverEscapedButRefused() {
        SipUri base = SipUri.of(false, "a", "h", -1);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String host = hostile(random) + '\r';
            assertThatIllegalArgumentException().isThrownBy(() -> base.withHost(host));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SipUri.of(true, null, host, 5061));
        }
        for (String host :
                List.of("", "[", "]", "[]", ":", "a:1", "[::1]:1", "a;b", "a@b", "\ud800")) {
            assertThatIllegalArgumentException().isThrownBy(() -> base.withHost(host));
        }
        for (int port : new int[] {-2, 0, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> base.withPort(port));
        }
        assertThat(base.withHost("::1").withPort(65_535)).hasToString("sip:a@[::1]:65535");
        assertThat(base.withHost("[::1]").withPort(-1)).hasToString("sip:a@[::1]");
    }

    @Test
    void emptyNamesUsersAndLonePasswordsAreRefused() {
        SipUri base = SipUri.of(false, null, "h", -1);
        assertThatIllegalArgumentException().isThrownBy(() -> base.withParameter("", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> base.withParameter("", null));
        assertThatIllegalArgumentException().isThrownBy(() -> base.withHeader("", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> base.withUser(""));
        assertThatIllegalArgumentException().isThrownBy(() -> base.withPassword("p"));
        assertThat(base.withPassword(null)).isEqualTo(base);
        assertThat(base.withUser("a").withPassword("")).hasToString("sip:a:@h");
        assertThat(base.withUser("a").withPassword("b").withUser(null)).hasToString("sip:h");
        assertThat(base.withParameter("a", "")).hasToString("sip:h;a");
        assertThat(base.withSecure(true)).hasToString("sips:h");
        assertThat(base.withSecure(true).withSecure(false)).isEqualTo(base);
    }
}
