//! Words that stand in every text, and some that stand in every incident.

#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "between", "both", "but", "by", "can", "cannot", "could", "did", "do", "does",
    "during", "each", "every", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if",
    "in", "into", "is", "it", "its", "just", "more", "most", "no", "not", "of", "off", "on", "one",
    "only", "or", "other", "our", "out", "over", "own", "same", "she", "should", "so", "some",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "through", "to", "too", "two", "under", "until", "up", "very", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "why", "will", "with", "without", "would",
    "you", "your",
    "incident", "incidents", "issue", "issues", "problem", "problems",
];
