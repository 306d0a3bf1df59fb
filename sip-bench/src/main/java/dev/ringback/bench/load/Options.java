package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Pace;
import dev.ringback.bench.socket.Endpoint;
import org.jspecify.annotations.Nullable;

/// What a run does.
///
/// @param plan what, how often and how fast
/// @param wire over which addresses
/// @param people for whom
/// @param shape what a call is like
record Options(Plan plan, Wire wire, People people, Shape shape) {
    /// What, how often and how fast.
    ///
    /// @param count how many operations
    /// @param pace when they begin
    /// @param skip nanoseconds from the beginning whose operations are left out of the latencies
    /// @param drain nanoseconds that the last operations have after the last one began
    /// @param warmUp how many operations are done with ourselves before the run, for the compiler
    record Plan(Kind kind, int count, Pace pace, long skip, long drain, int warmUp) {}

    /// Over which addresses.
    ///
    /// @param server who is tested
    /// @param tcp whether over TCP, else UDP
    /// @param connections of the caller, over TCP
    /// @param caller where the caller is
    /// @param callee where the callee is
    record Wire(Endpoint server, boolean tcp, int connections, Endpoint caller, Endpoint callee) {
        /// The transport as a Via has it.
        String transport() {
            return tcp ? "TCP" : "UDP";
        }

        /// The transport as a URI has it.
        String parameter() {
            return tcp ? "tcp" : "udp";
        }
    }

    /// For whom.
    ///
    /// @param users how many, from `u000000` up
    /// @param domain theirs, which is the realm of the challenge as well
    /// @param secret the password of all, or null for none
    /// @param contact what they register, by default the callee
    /// @param until the second, since 1970, in which registrations end; 0 for an hour after each
    record People(
            int users, String domain, @Nullable String secret, Endpoint contact, long until) {}

    /// What a call is like.
    ///
    /// @param ring nanoseconds from the 180 to the 200
    /// @param hold nanoseconds from the 200 to the BYE
    /// @param body the size of a session description in octets; 0 for its natural size
    record Shape(long ring, long hold, int body) {}

    /// The same in small and with ourselves: the calls before the run.
    Options rehearsal() {
        Endpoint any = Endpoint.anyOfLoopback();
        Plan small = new Plan(plan.kind, plan.warmUp, new Pace.InFlight(20), 0, plan.drain, 0);
        Wire own = new Wire(any, wire.tcp, 1, any, any);
        return new Options(small, own, people, new Shape(0, 0, shape.body));
    }

    /// The same with addresses that are known now.
    Options at(Endpoint server, Endpoint caller, Endpoint callee) {
        Wire known = new Wire(server, wire.tcp, wire.connections, caller, callee);
        return new Options(plan, known, people, shape);
    }
}
