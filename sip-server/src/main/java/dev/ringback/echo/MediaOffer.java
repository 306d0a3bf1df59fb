package dev.ringback.echo;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an offer, or the answer to an offer of ours, says about the transport of a stream.
///
/// @param sources the addresses that its packets may come from where there is no ICE: that of its
///   `c=` line, and that of whom the request came from; never looked up
/// @param formats the payload types that were agreed on, with their clock rates in Hz
/// @param flows whether sound goes both ways, and so comes back
/// @param mux whether RTCP comes on the same port, RFC 5761
/// @param ice how paths are checked; null where they are not
/// @param dtls how keys are agreed on; null for plain RTP
public record MediaOffer(
        Set<InetAddress> sources,
        Map<Integer, Integer> formats,
        boolean flows,
        boolean mux,
        @Nullable Ice ice,
        @Nullable Dtls dtls) {
    /// Copies the collections.
    public MediaOffer {
        sources = Set.copyOf(sources);
        formats = Map.copyOf(formats);
    }

    /// The ICE attributes, RFC 8839 §5.
    ///
    /// @param fragment `ice-ufrag`
    /// @param password `ice-pwd`
    /// @param lite whether it has `ice-lite`
    public record Ice(String fragment, String password, boolean lite) {}

    /// The DTLS attributes, RFC 5763 §5.
    ///
    /// @param fingerprints the values of `fingerprint`, one at least
    /// @param setup `active`, `passive`, `actpass` or `holdconn`
    public record Dtls(List<String> fingerprints, String setup) {
        /// Copies the list.
        public Dtls {
            fingerprints = List.copyOf(fingerprints);
        }
    }
}
