// Methods, errors as values, wrapping, a type with a pointer receiver in a map.
package main

import (
	"errors"
	"fmt"
	"sort"
)

var ErrNoAccount = errors.New("no such account")

type InsufficientFunds struct {
	Need, Have int
}

func (e *InsufficientFunds) Error() string {
	return fmt.Sprintf("need %d, have %d", e.Need, e.Have)
}

type Account struct {
	Owner   string
	Balance int
	history []string
}

func (a *Account) Withdraw(n int) error {
	if n > a.Balance {
		return &InsufficientFunds{Need: n, Have: a.Balance}
	}
	a.Balance -= n
	a.history = append(a.history, fmt.Sprint("-", n))
	return nil
}

func (a *Account) Deposit(n int) {
	a.Balance += n
	a.history = append(a.history, fmt.Sprint("+", n))
}

type Bank struct {
	accounts map[string]*Account
}

func (b *Bank) find(owner string) (*Account, error) {
	if a, ok := b.accounts[owner]; ok {
		return a, nil
	}
	return nil, fmt.Errorf("finding %q: %w", owner, ErrNoAccount)
}

func (b *Bank) Transfer(from, to string, n int) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("transfer: %w", err)
		}
	}()
	src, err := b.find(from)
	if err != nil {
		return err
	}
	dst, err := b.find(to)
	if err != nil {
		return err
	}
	if err := src.Withdraw(n); err != nil {
		return err
	}
	dst.Deposit(n)
	return nil
}

func main() {
	b := &Bank{accounts: map[string]*Account{}}
	for _, name := range []string{"ann", "bob"} {
		b.accounts[name] = &Account{Owner: name, Balance: 100}
	}
	fmt.Println(b.Transfer("ann", "bob", 30))
	err := b.Transfer("ann", "bob", 100)
	var low *InsufficientFunds
	fmt.Println(err, errors.As(err, &low), low.Need-low.Have)
	err = b.Transfer("ann", "eve", 1)
	fmt.Println(err, errors.Is(err, ErrNoAccount), errors.Unwrap(errors.Unwrap(err)) == ErrNoAccount)
	var names []string
	for n := range b.accounts {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		a := b.accounts[n]
		fmt.Printf("%-5s|%5d|%v|%+v\n", a.Owner, a.Balance, a.history, *a)
	}
}
