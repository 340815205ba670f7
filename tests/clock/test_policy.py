"""Policies as data: they are stored as JSON and read back, or refused."""

import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock import ClockError, Limit, Policy, SilenceRule, SupplementRule
from tests.clock.clock_strategies import any_json, any_limit

times = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
policies = st.builds(
    Policy,
    cutoff=times,
    in_day_cutoff=times,
    last_hour=st.booleans(),
    supplement=st.sampled_from(SupplementRule),
    payment_pauses=st.booleans(),
    extensions_max=st.integers(0, 3),
    online_limit=st.none() | any_limit,
    close_after=st.none() | st.integers(1, 60),
    silence=st.sampled_from(SilenceRule),
)


@given(policies)
def test_a_policy_reads_back_from_json(policy):
    assert Policy.from_dict(json.loads(json.dumps(policy.to_dict()))) == policy


def test_what_a_policy_does_not_say_is_the_rule_of_the_decree():
    policy = Policy.from_dict({})
    assert policy == Policy()
    assert policy.supplement is SupplementRule.RESTART
    assert (policy.extensions_max, policy.silence) == (1, SilenceRule.NONE)


@pytest.mark.parametrize(
    "data",
    [
        {"cutof": "15:00"},
        {"cutoff": "25:00"},
        {"cutoff": "15:00+07:00"},
        {"cutoff": 15},
        {"last_hour": "no"},
        {"last_hour": None},
        {"extensions_max": -1},
        {"extensions_max": True},
        {"close_after": 0},
        {"close_after": "15"},
        {"supplement": "forget"},
        {"supplement": None},
        {"online_limit": "3"},
    ],
)
def test_what_is_not_a_policy_is_refused(data):
    with pytest.raises(ClockError):
        Policy.from_dict(data)


@given(st.sampled_from(sorted(Policy().to_dict())), any_json)
def test_any_value_is_read_or_refused(name, value):
    try:
        policy = Policy.from_dict({name: value})
    except ClockError:
        return
    assert Policy.from_dict(policy.to_dict()) == policy


def test_the_online_channel_may_have_a_shorter_limit():
    policy, usual = Policy(online_limit=Limit.parse("3wd")), Limit.parse("5wd")
    assert str(policy.limit_for(usual, online=True)) == "3wd"
    assert str(policy.limit_for(usual, online=False)) == "5wd"
    assert str(Policy().limit_for(usual, online=True)) == "5wd"
