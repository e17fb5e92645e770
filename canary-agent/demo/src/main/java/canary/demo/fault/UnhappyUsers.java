package canary.demo.fault;

import canary.load.UserSatisfaction;

/** Every answer is right and fast, and the users of the canary are unhappy with it all the same. */
public final class UnhappyUsers implements Fault {

    private static final double SHARE = 0.1;

    private String canary = "";

    @Override
    public void begin(FaultTarget target) {
        canary = target.canary();
    }

    @Override
    public UserSatisfaction satisfaction() {
        return version ->
                canary.equals(version)
                        ? SHARE
                        : UserSatisfaction.USUAL.complaintsPerAnswer(version);
    }
}
