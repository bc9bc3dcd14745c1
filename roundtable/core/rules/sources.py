"""Where each rule is defined, in short: for documents that name it. The modules say more."""

from __future__ import annotations

from typing import Final

SOURCES: Final = {
    "approval": "S. J. Brams and P. C. Fishburn, Approval Voting, 1983.",
    "cumulative": "R. L. Cole, D. A. Taebel and R. L. Engstrom, Cumulative Voting in a Municipal "
    "Election, Western Political Quarterly 43, 1990.",
    "mean": "W. Gaertner and Y. Xu, A general scoring rule, Mathematical Social Sciences 63, 2012.",
    "median": "F. Galton, One Vote, One Value, Nature 75, 1907.",
    "majority_judgment": "M. Balinski and R. Laraki, A theory of measuring, electing, and ranking, "
    "PNAS 104, 2007.",
    "borda": "J.-C. de Borda, Mémoire sur les élections au scrutin, 1781.",
    "instant_runoff": "W. R. Ware, 1871; equal places as in T. Delemazure and D. Peters, Generalizing "
    "Instant Runoff Voting to Allow Indifferences, EC 2024.",
    "schulze": "M. Schulze, A new monotonic, clone-independent, reversal symmetric, and "
    "Condorcet-consistent single-winner election method, Social Choice and Welfare 36, 2011.",
    "ranked_pairs": "T. N. Tideman, Independence of Clones as a Criterion for Voting Rules, Social "
    "Choice and Welfare 4, 1987.",
    "minimax": "P. B. Simpson, On Defining Areas of Voter Choice, Quarterly Journal of Economics 83, "
    "1969.",
    "phragmen": "E. Phragmén, 1894; M. Brill, R. Freeman, S. Janson and M. Lackner, Phragmén’s Voting "
    "Methods and Justified Representation, AAAI 2017.",
    "sequential_proportional": "T. N. Thiele, Om Flerfoldsvalg, 1895; S. Janson, Phragmén’s and "
    "Thiele’s Election Methods, 2016.",
    "equal_shares": "D. Peters, G. Pierczyński and P. Skowron, Proportional Participatory Budgeting "
    "with Additive Utilities, NeurIPS 2021.",
}
