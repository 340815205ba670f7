"""Any agency code QĐ 20/2020 allows."""

from hypothesis import strategies as st

from motcua.codes import AgencyCode

level_one = st.from_regex(r"[A-Y][0-9]{2}", fullmatch=True)
group = st.from_regex(r"[0-9A-Z]{1,5}", fullmatch=True)
agencies = st.builds(
    lambda first, rest: AgencyCode((first, *rest)), level_one, st.lists(group, max_size=4)
)
