package dev.ringback.transaction;

import static dev.ringback.transaction.Action.PASS_UP;
import static dev.ringback.transaction.Action.RESEND_REQUEST;
import static dev.ringback.transaction.Action.RESEND_RESPONSE;
import static dev.ringback.transaction.Action.RESTART_RETRANSMISSION;
import static dev.ringback.transaction.Action.SEND_ACK;
import static dev.ringback.transaction.Action.SEND_REQUEST;
import static dev.ringback.transaction.Action.SEND_RESPONSE;
import static dev.ringback.transaction.Action.SEND_TRYING;
import static dev.ringback.transaction.Action.SLOW_RETRANSMISSION;
import static dev.ringback.transaction.Action.START_B;
import static dev.ringback.transaction.Action.START_D;
import static dev.ringback.transaction.Action.START_F;
import static dev.ringback.transaction.Action.START_H;
import static dev.ringback.transaction.Action.START_I;
import static dev.ringback.transaction.Action.START_J;
import static dev.ringback.transaction.Action.START_K;
import static dev.ringback.transaction.Action.START_L;
import static dev.ringback.transaction.Action.START_M;
import static dev.ringback.transaction.Action.START_OVERDUE;
import static dev.ringback.transaction.Action.START_RETRANSMISSION;
import static dev.ringback.transaction.Action.START_TRYING;
import static dev.ringback.transaction.Action.STOP_LIMIT;
import static dev.ringback.transaction.Action.STOP_RETRANSMISSION;
import static dev.ringback.transaction.Action.STOP_TRYING;
import static dev.ringback.transaction.Action.TELL_TIMEOUT;
import static dev.ringback.transaction.Action.TELL_TRANSPORT_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The four machines against the figures that they implement: a row per arrow.
class MachinesTest {
    @TestFactory
    List<DynamicTest> inviteClientFollowsFigure5OfRfc6026() {
        var calling = InviteClientMachine.State.CALLING;
        var proceeding = InviteClientMachine.State.PROCEEDING;
        var completed = InviteClientMachine.State.COMPLETED;
        var accepted = InviteClientMachine.State.ACCEPTED;
        var terminated = InviteClientMachine.State.TERMINATED;
        var timerA = InviteClientMachine.Event.TIMER_A_FIRED;
        var limit = InviteClientMachine.Event.LIMIT_FIRED;
        var provisional = InviteClientMachine.Event.PROVISIONAL_RECEIVED;
        var success = InviteClientMachine.Event.SUCCESS_RECEIVED;
        var failure = InviteClientMachine.Event.FAILURE_RECEIVED;
        var transport = InviteClientMachine.Event.TRANSPORT_FAILED;
        Action[] toAccepted = {STOP_RETRANSMISSION, STOP_LIMIT, START_M, PASS_UP};
        Action[] toCompleted = {STOP_RETRANSMISSION, STOP_LIMIT, SEND_ACK, START_D, PASS_UP};
        Action[] failed = {STOP_RETRANSMISSION, STOP_LIMIT, TELL_TRANSPORT_ERROR};
        Action[] timedOut = {STOP_RETRANSMISSION, TELL_TIMEOUT};
        Action[] first = {STOP_RETRANSMISSION, STOP_LIMIT, PASS_UP};
        return new MachineTable<>(
                        InviteClientMachine.State.class,
                        InviteClientMachine.Event.class,
                        InviteClientMachine::step,
                        Step::next,
                        Step::actions)
                .arrow(calling, timerA, calling, RESEND_REQUEST)
                .arrow(calling, limit, terminated, timedOut)
                .arrow(calling, provisional, proceeding, first)
                .arrow(calling, success, accepted, toAccepted)
                .arrow(calling, failure, completed, toCompleted)
                .arrow(calling, transport, terminated, failed)
                .arrow(proceeding, provisional, proceeding, PASS_UP)
                .arrow(proceeding, success, accepted, toAccepted)
                .arrow(proceeding, failure, completed, toCompleted)
                .arrow(proceeding, limit, terminated, timedOut)
                .arrow(completed, failure, completed, SEND_ACK)
                .arrow(completed, limit, terminated)
                .arrow(completed, transport, terminated, failed)
                .arrow(accepted, success, accepted, PASS_UP)
                .arrow(accepted, limit, terminated)
                .tests();
    }

    @TestFactory
    List<DynamicTest> nonInviteClientFollowsFigure6() {
        var trying = NonInviteClientMachine.State.TRYING;
        var proceeding = NonInviteClientMachine.State.PROCEEDING;
        var completed = NonInviteClientMachine.State.COMPLETED;
        var terminated = NonInviteClientMachine.State.TERMINATED;
        var timerE = NonInviteClientMachine.Event.TIMER_E_FIRED;
        var limit = NonInviteClientMachine.Event.LIMIT_FIRED;
        var provisional = NonInviteClientMachine.Event.PROVISIONAL_RECEIVED;
        var last = NonInviteClientMachine.Event.FINAL_RECEIVED;
        var transport = NonInviteClientMachine.Event.TRANSPORT_FAILED;
        Action[] toCompleted = {STOP_RETRANSMISSION, STOP_LIMIT, START_K, PASS_UP};
        Action[] failed = {STOP_RETRANSMISSION, STOP_LIMIT, TELL_TRANSPORT_ERROR};
        Action[] timedOut = {STOP_RETRANSMISSION, TELL_TIMEOUT};
        return new MachineTable<>(
                        NonInviteClientMachine.State.class,
                        NonInviteClientMachine.Event.class,
                        NonInviteClientMachine::step,
                        Step::next,
                        Step::actions)
                .arrow(trying, timerE, trying, RESEND_REQUEST)
                .arrow(trying, limit, terminated, timedOut)
                .arrow(trying, provisional, proceeding, PASS_UP)
                .arrow(trying, last, completed, toCompleted)
                .arrow(trying, transport, terminated, failed)
                .arrow(proceeding, timerE, proceeding, SLOW_RETRANSMISSION, RESEND_REQUEST)
                .arrow(proceeding, limit, terminated, timedOut)
                .arrow(proceeding, provisional, proceeding, PASS_UP)
                .arrow(proceeding, last, completed, toCompleted)
                .arrow(proceeding, transport, terminated, failed)
                .arrow(completed, limit, terminated)
                .tests();
    }

    @TestFactory
    List<DynamicTest> inviteServerFollowsFigure7OfRfc6026() {
        var proceeding = InviteServerMachine.State.PROCEEDING;
        var completed = InviteServerMachine.State.COMPLETED;
        var confirmed = InviteServerMachine.State.CONFIRMED;
        var accepted = InviteServerMachine.State.ACCEPTED;
        var terminated = InviteServerMachine.State.TERMINATED;
        var repeated = InviteServerMachine.Event.REQUEST_REPEATED;
        var ack = InviteServerMachine.Event.ACK_RECEIVED;
        var provisional = InviteServerMachine.Event.PROVISIONAL_GIVEN;
        var success = InviteServerMachine.Event.SUCCESS_GIVEN;
        var failure = InviteServerMachine.Event.FAILURE_GIVEN;
        var trying = InviteServerMachine.Event.TRYING_FIRED;
        var timerG = InviteServerMachine.Event.TIMER_G_FIRED;
        var limit = InviteServerMachine.Event.LIMIT_FIRED;
        var transport = InviteServerMachine.Event.TRANSPORT_FAILED;
        var withdrawn = InviteServerMachine.Event.WITHDRAWN;
        Action[] toCompleted = {STOP_TRYING, SEND_RESPONSE, START_RETRANSMISSION, START_H};
        Action[] toConfirmed = {STOP_RETRANSMISSION, STOP_LIMIT, START_I, PASS_UP};
        return new MachineTable<>(
                        InviteServerMachine.State.class,
                        InviteServerMachine.Event.class,
                        InviteServerMachine::step,
                        Step::next,
                        Step::actions)
                .arrow(proceeding, repeated, proceeding, RESEND_RESPONSE)
                .arrow(proceeding, provisional, proceeding, STOP_TRYING, SEND_RESPONSE)
                .arrow(proceeding, trying, proceeding, SEND_TRYING)
                .arrow(proceeding, success, accepted, STOP_TRYING, SEND_RESPONSE, START_L)
                .arrow(proceeding, failure, completed, toCompleted)
                .arrow(proceeding, transport, proceeding, TELL_TRANSPORT_ERROR)
                .arrow(proceeding, withdrawn, terminated, STOP_TRYING)
                .arrow(completed, repeated, completed, RESEND_RESPONSE)
                .arrow(completed, timerG, completed, RESEND_RESPONSE, RESTART_RETRANSMISSION)
                .arrow(completed, ack, confirmed, toConfirmed)
                .arrow(completed, limit, terminated, STOP_RETRANSMISSION, TELL_TIMEOUT)
                .arrow(completed, transport, completed, TELL_TRANSPORT_ERROR)
                .arrow(confirmed, limit, terminated)
                .arrow(accepted, success, accepted, SEND_RESPONSE)
                .arrow(accepted, ack, accepted, PASS_UP)
                .arrow(accepted, limit, terminated)
                .arrow(accepted, transport, accepted, TELL_TRANSPORT_ERROR)
                .tests();
    }

    @TestFactory
    List<DynamicTest> nonInviteServerFollowsFigure8AndRfc4320() {
        var trying = NonInviteServerMachine.State.TRYING;
        var proceeding = NonInviteServerMachine.State.PROCEEDING;
        var completed = NonInviteServerMachine.State.COMPLETED;
        var terminated = NonInviteServerMachine.State.TERMINATED;
        var repeated = NonInviteServerMachine.Event.REQUEST_REPEATED;
        var provisional = NonInviteServerMachine.Event.PROVISIONAL_GIVEN;
        var last = NonInviteServerMachine.Event.FINAL_GIVEN;
        var slow = NonInviteServerMachine.Event.TRYING_FIRED;
        var limit = NonInviteServerMachine.Event.LIMIT_FIRED;
        var transport = NonInviteServerMachine.Event.TRANSPORT_FAILED;
        var withdrawn = NonInviteServerMachine.Event.WITHDRAWN;
        Action[] toCompleted = {STOP_TRYING, STOP_LIMIT, SEND_RESPONSE, START_J};
        Action[] failed = {STOP_TRYING, STOP_LIMIT, TELL_TRANSPORT_ERROR};
        return new MachineTable<>(
                        NonInviteServerMachine.State.class,
                        NonInviteServerMachine.Event.class,
                        NonInviteServerMachine::step,
                        Step::next,
                        Step::actions)
                .arrow(trying, provisional, proceeding, STOP_TRYING, SEND_RESPONSE)
                .arrow(trying, last, completed, toCompleted)
                .arrow(trying, slow, proceeding, SEND_TRYING)
                .arrow(trying, limit, terminated, STOP_TRYING, TELL_TIMEOUT)
                .arrow(trying, withdrawn, terminated, STOP_TRYING, STOP_LIMIT)
                .arrow(proceeding, repeated, proceeding, RESEND_RESPONSE)
                .arrow(proceeding, provisional, proceeding, STOP_TRYING, SEND_RESPONSE)
                .arrow(proceeding, last, completed, toCompleted)
                .arrow(proceeding, limit, terminated, STOP_TRYING, TELL_TIMEOUT)
                .arrow(proceeding, transport, terminated, failed)
                .arrow(proceeding, withdrawn, terminated, STOP_TRYING, STOP_LIMIT)
                .arrow(completed, repeated, completed, RESEND_RESPONSE)
                .arrow(completed, limit, terminated)
                .arrow(completed, transport, terminated, failed)
                .tests();
    }

    @Test
    void startsSendOrWaitAsTheFiguresSay() {
        assertThat(InviteClientMachine.start().actions())
                .containsExactly(SEND_REQUEST, START_RETRANSMISSION, START_B);
        assertThat(NonInviteClientMachine.start().actions())
                .containsExactly(SEND_REQUEST, START_RETRANSMISSION, START_F);
        assertThat(InviteServerMachine.start().actions()).containsExactly(START_TRYING);
        assertThat(NonInviteServerMachine.start().actions())
                .containsExactly(START_TRYING, START_OVERDUE);
    }
}
