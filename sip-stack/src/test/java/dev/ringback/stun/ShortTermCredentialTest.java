package dev.ringback.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The short-term credentials of RFC 5389 §10.1, against the vectors of RFC 5769.
class ShortTermCredentialTest {
    private static final ShortTermCredential PASSWORD =
            new ShortTermCredential("VOkJxbRl1RmTxUk/WvJxBt");

    /// RFC 5769 §2.1.
    private static final byte[] REQUEST =
            HexFormat.of()
                    .parseHex(
                            "000100582112a442b7e7a701bc34d686fa87dfae"
                                    + "802200105354554e207465737420636c69656e74"
                                    + "002400046e0001ff80290008932ff9b151263b36"
                                    + "000600096576746a3a68367659202020"
                                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                                    + "80280004e57a3bcf");

    @Test
    void theSampleRequestIsSigned() {
        StunMessage request = read(REQUEST);
        assertThat(PASSWORD.signed(REQUEST, 0, REQUEST.length)).isTrue();
        assertThat(request.attribute(0x0006))
                .isEqualTo("evtj:h6vY".getBytes(StandardCharsets.US_ASCII));
        assertThat(request.unknownAttributes()).containsExactly(0x0024);
        assertThat(request.unknownAttributes(Set.of(0x0024))).isEmpty();
    }

    @Test
    void anotherPasswordOrOctetIsNotSigned() {
        ShortTermCredential other = new ShortTermCredential("VOkJxbRl1RmTxUk/WvJxBu");
        assertThat(other.signed(REQUEST, 0, REQUEST.length)).isFalse();
        byte[] changed = REQUEST.clone();
        changed[45] ^= 1;
        assertThat(PASSWORD.signed(changed, 0, changed.length)).isFalse();
        byte[] bare = StunMessage.bindingRequest(new byte[12]).encode();
        assertThat(PASSWORD.signed(bare, 0, bare.length)).isFalse();
    }

    @Test
    void aDatagramInTheMiddleOfABufferIsRead() {
        byte[] buffer = new byte[REQUEST.length + 7];
        System.arraycopy(REQUEST, 0, buffer, 5, REQUEST.length);
        assertThat(PASSWORD.signed(buffer, 5, REQUEST.length)).isTrue();
    }

    /// RFC 5769 §2.2 pads with spaces, so its digest cannot be made again; but what we sign reads.
    @Test
    void whatIsSignedReadsAsSigned() throws Exception {
        StunMessage request = read(REQUEST);
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32853);
        byte[] signed = PASSWORD.sign(StunMessage.bindingResponse(request, mapped));
        StunMessage response = read(signed);
        assertThat(PASSWORD.signed(signed, 0, signed.length)).isTrue();
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.mappedAddress()).isEqualTo(mapped);
        assertThat(HexFormat.of().formatHex(signed)).contains("002000080001a147e112a643");
        signed[signed.length - 1] ^= 1;
        assertThat(StunMessage.parse(signed, 0, signed.length)).isNull();
    }

    @Test
    void whatIsNotSignedIsNotRead() {
        StunMessage bare = StunMessage.bindingRequest(new byte[12]);
        StunMessage added =
                bare.with(0x0008, new byte[20]).with(0x0025, new byte[0]).with(0x0006, new byte[1]);
        byte[] octets = added.encode();
        StunMessage read = read(octets);
        assertThat(read.attribute(0x0008)).hasSize(20);
        assertThat(read.attribute(0x0025)).isNull();
        assertThat(read.attribute(0x0006)).isNull();
    }

    @Test
    void anErrorSaysWhy() {
        StunMessage request = read(REQUEST);
        StunMessage error = StunMessage.errorResponse(request, 487, "Role Conflict");
        assertThat(error.errorCode()).isEqualTo(487);
        assertThat(error.sameTransaction(request)).isTrue();
    }

    private static StunMessage read(byte[] octets) {
        return Objects.requireNonNull(StunMessage.parse(octets, 0, octets.length));
    }
}
