package dev.ringback.sdp;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who made a session description, which one it is, and in which version: `o=`, RFC 8866 §5.2.
///
/// The numbers have as many digits as their maker likes, so they are text; [#compareVersion] knows
/// their order.
///
/// @param username the user's name on the host, `-` when there is none
/// @param sessionId digits
/// @param sessionVersion digits
/// @param netType the network, `IN`
/// @param addressType `IP4` or `IP6`
/// @param address a name or an address; an IPv6 address without brackets
public record Origin(
        String username,
        String sessionId,
        String sessionVersion,
        String netType,
        String addressType,
        String address) {
    private static final int FIELDS = 6;

    /// @throws IllegalArgumentException if a field is not as the grammar has it
    public Origin {
        SdpSyntax.require(SdpSyntax.isVisible(username), "user name", username);
        SdpSyntax.require(SdpSyntax.isDigits(sessionId), "session id", sessionId);
        SdpSyntax.require(SdpSyntax.isDigits(sessionVersion), "session version", sessionVersion);
        SdpSyntax.require(SdpSyntax.isToken(netType), "network type", netType);
        SdpSyntax.require(SdpSyntax.isToken(addressType), "address type", addressType);
        boolean good = SdpSyntax.isAddress(netType, addressType, address);
        SdpSyntax.require(good, "address", address);
    }

    /// The origin of a first description, in the Internet. RFC 3264 §5 wants the version below
    /// 2^62 - 1.
    ///
    /// @param address a name or an address; an IPv6 address without brackets
    /// @throws IllegalArgumentException if a number is negative or the address is none
    public static Origin of(long sessionId, long sessionVersion, String address) {
        String type = Connection.addressType(address);
        return new Origin("-", "" + sessionId, "" + sessionVersion, "IN", type, address);
    }

    /// Reads what follows `o=`; null when it is malformed.
    public static @Nullable Origin parse(String text) {
        List<String> fields = SdpSyntax.fields(text);
        boolean good =
                fields.size() == FIELDS
                        && SdpSyntax.isVisible(fields.get(0))
                        && SdpSyntax.isDigits(fields.get(1))
                        && SdpSyntax.isDigits(fields.get(2))
                        && SdpSyntax.isToken(fields.get(3))
                        && SdpSyntax.isToken(fields.get(4))
                        && SdpSyntax.isAddress(fields.get(3), fields.get(4), fields.get(5));
        return good
                ? new Origin(
                        fields.get(0),
                        fields.get(1),
                        fields.get(2),
                        fields.get(3),
                        fields.get(4),
                        fields.get(5))
                : null;
    }

    /// Whether both describe one session, in whatever version: all fields but the version.
    public boolean sameSession(Origin other) {
        return other.withVersion(sessionVersion).equals(this);
    }

    /// Compares the versions as numbers: negative when this one is older.
    public int compareVersion(Origin other) {
        return number(sessionVersion).compareTo(number(other.sessionVersion));
    }

    /// The same session, one version on: what a changed description carries, RFC 3264 §8.
    public Origin next() {
        return withVersion(number(sessionVersion).add(BigInteger.ONE).toString());
    }

    private static BigInteger number(String digits) {
        return new BigInteger(digits);
    }

    private Origin withVersion(String version) {
        return new Origin(username, sessionId, version, netType, addressType, address);
    }

    /// The wire form, without `o=`.
    @Override
    public String toString() {
        return String.join(" ", username, sessionId, sessionVersion, netType, addressType, address);
    }
}
