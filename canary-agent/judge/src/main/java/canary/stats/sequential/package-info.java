/**
 * The judge's arithmetic: sequential tests that may be looked at after every scrape. Pure: no
 * input, output, clock or log, and the only place in this repository where numbers are {@code
 * double}.
 *
 * <p>Every test here is an <em>e-process</em>: a number that starts at 1 and, as long as its null
 * hypothesis holds, is expected not to grow, at whatever moment one looks. By Ville's inequality it
 * ever reaches {@code 1/alpha} with a chance of at most {@code alpha}, so a release may be judged
 * every second without paying for the looks. All evidence is kept as natural logarithms.
 *
 * <pre>
 * {@link StratifiedTest} is the share of bad outcomes beyond a margin, in strata, groups and all together?
 * {@link ErrorTest}      the same for one stratum, which waits until ticks carry information
 * {@link LatencyTest}    the same for "slower than edge j" of a histogram, all edges at once
 * {@link SignTest}       is something beyond a margin more often than not, block by block?
 * {@link SplitTest}      does the real split match the configured one?
 * {@link SmallestEffect} what would have been seen by now
 * </pre>
 *
 * <p>What they all assume: within one scrape interval the outcomes of a version are independent.
 * One user's burst of errors breaks that, so count users or transactions, not requests; noise
 * between pods breaks it too, and only a margin absorbs it. What each costs was measured ({@code
 * ErrorRateTest}).
 */
@NullMarked
package canary.stats.sequential;

import org.jspecify.annotations.NullMarked;
