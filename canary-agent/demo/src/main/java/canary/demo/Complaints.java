package canary.demo;

import canary.load.Mood;

/** Every answer is right and fast, and the users of the canary are unhappy with it all the same. */
final class Complaints implements Fault {

    private static final double SHARE = 0.1;

    private String canary = "";

    @Override
    public void begin(Scene scene) {
        canary = scene.canary();
    }

    @Override
    public Mood mood() {
        return version -> canary.equals(version) ? SHARE : Mood.USUAL.complaintsPerAnswer(version);
    }
}
