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
 * {@link ErrorTest}      is the share of bad outcomes beyond a margin (or safely within it)?
 * {@link canary.stats.sequential.LatencyTest}    the same for "slower than edge j" of a histogram, all edges at once
 * {@link canary.stats.sequential.SignTest}       is it beyond a margin more often than not, block by block?
 * {@link canary.stats.sequential.SplitTest}      does the real split match the configured one?
 * {@link canary.stats.sequential.EValues}        one verdict, one alpha, over metrics and routes
 * {@link canary.stats.sequential.RatioBounds}    how many times worse or better, as an interval valid at every look
 * {@link canary.stats.ShareBounds}    how large one version's share can still be
 * {@link canary.stats.sequential.SmallestEffect} what would have been seen by now
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
